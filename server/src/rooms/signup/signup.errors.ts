import { defineErrors } from "../../platform/errors.ts";

export const signupErrors = defineErrors("signup", {
  closed: {
    status: 403,
    title: "New accounts are by invitation.",
    advice: "Ask the administrator of the portal for an account.",
  },
});

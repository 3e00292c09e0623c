import { defineErrors } from "../../platform/errors.ts";

export const signupErrors = defineErrors("signup", {
  closed: {
    status: 403,
    title: "New accounts are by invitation.",
    advice: "Ask the administrator of the portal for an account.",
  },
  password_needed: {
    status: 400,
    title: "Please choose a password.",
    advice: "The link was opened in another browser than the one that registered: send a `password` with it. The link stays good.",
  },
});

import { defineErrors } from "../../platform/errors.ts";

export const sessionErrors = defineErrors("sessions", {
  sign_in_failed: {
    status: 401,
    title: "That e-mail and password don't match.",
    advice: "Try again, or ask an administrator for a link to choose a new password.",
  },
  account_not_active: {
    status: 403,
    title: "Your account isn't active.",
    advice: "Contact the administrator of the portal.",
  },
});

import { defineErrors } from "../../platform/errors.ts";

export const credentialErrors = defineErrors("credentials", {
  weak_password: {
    status: 400,
    title: "Choose a stronger password.",
    advice: "Use at least 10 characters, nothing common, and neither the name nor the e-mail address inside.",
  },
  wrong_password: {
    status: 403,
    title: "The current password is not right.",
    advice: "Type the current password again.",
  },
  link_not_valid: {
    status: 404,
    title: "This link is no longer valid.",
    advice: "A link works once and for a limited time. Ask whoever sent it for a new one.",
  },
});

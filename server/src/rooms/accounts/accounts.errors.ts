import { defineErrors } from "../../platform/errors.ts";

export const accountErrors = defineErrors("accounts", {
  wrong_code: {
    status: 403,
    title: "That code isn't right or has expired.",
    advice: "Type the newest code that was sent to the new address, or ask for another one.",
  },
  link_not_valid: {
    status: 404,
    title: "This link is no longer valid.",
    advice: "A link works once and for a limited time.",
  },
  same_email: {
    status: 409,
    title: "This is your address already.",
    advice: "Type the new address.",
  },
  email_not_free: {
    status: 409,
    title: "This address cannot be used.",
    advice: "Somebody took it meanwhile. Use another one.",
  },
  deletion_not_offered: {
    status: 403,
    title: "Accounts are not deleted from here.",
    advice: "Ask the administrator.",
  },
  nothing_requested: {
    status: 409,
    title: "No deletion is asked for.",
    advice: "Reload: it may have been taken back or decided meanwhile.",
  },
  download_not_offered: {
    status: 403,
    title: "Data is not downloaded from here.",
    advice: "Ask the administrator.",
  },
  cannot_act_as: {
    status: 409,
    title: "Nobody can act as this user now.",
    advice: "Only active users with an e-mail address can be acted for; the anonymous user never.",
  },
});

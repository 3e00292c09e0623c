import { defineErrors } from "../../platform/errors.ts";

export const factorErrors = defineErrors("factors", {
  wrong_code: {
    status: 403,
    title: "That code isn't right or has expired.",
    advice: "Type the newest code. Each works once and for a short time; ask for a new one where it was sent to you.",
  },
  passkey_refused: {
    status: 403,
    title: "The passkey was not accepted.",
    advice: "Try again from the beginning: a challenge is good for one answer and a few minutes, in the window that asked for it.",
  },
  passkey_known: {
    status: 409,
    title: "This passkey is already in use.",
    advice: "Use the one that is there, or another device.",
  },
  kind_not_offered: {
    status: 409,
    title: "This kind of second factor is not offered here.",
    advice: "Choose one of the `methods` that the list of your factors names.",
  },
  too_many: {
    status: 409,
    title: "There are too many passkeys already.",
    advice: "Remove one that is not used any more.",
  },
  last_factor: {
    status: 409,
    title: "A second factor is required of you, and this is the last one.",
    advice: "Add another one first, or add one of the same kind, which replaces it.",
  },
  no_factor: {
    status: 409,
    title: "There is no second factor that recovery codes could stand in for.",
    advice: "Add a second factor first; recovery codes come with it.",
  },
  own_factors: {
    status: 409,
    title: "These are your own factors.",
    advice: "Manage them on the security page of your account.",
  },
});

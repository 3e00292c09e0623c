import { defineErrors } from "../../platform/errors.ts";

export const signInErrors = defineErrors("sign_in", {
  failed: {
    status: 401,
    title: "That e-mail and password don't match.",
    advice: "Try again, or choose a new password by e-mail. The answer is the same for addresses that nobody has.",
  },
  wrong_code: {
    status: 401,
    title: "That code isn't right or has expired.",
    advice: "Type the newest code, or ask for another. `triesLeft` tells how often a wrong one may still be typed.",
  },
  passkey_failed: {
    status: 401,
    title: "That passkey didn't work.",
    advice: "Try again, or sign in another way.",
  },
  second_factor_failed: {
    status: 401,
    title: "That second factor isn't right.",
    advice: "Try again or choose another one of `methods`. `triesLeft` tells how often a wrong one may still be given.",
  },
  ticket_not_valid: {
    status: 401,
    title: "Your sign-in took too long.",
    advice: "Begin again: a sign-in is valid for ten minutes, and each of its steps once.",
  },
  account_not_active: {
    status: 403,
    title: "Your account isn't active.",
    advice: "Contact the administrator of the portal. Told only to whoever has proved to own the account.",
  },
  not_from_here: {
    status: 403,
    title: "Sign-in isn't possible from here or at this time.",
    advice: "Ask an administrator: the audit log names the rule. Told only to whoever has proved to own the account.",
  },
  method_off: {
    status: 403,
    title: "One does not sign in this way here.",
    advice: "`GET /api/v1/places/:place/sign-in` tells the ways that are open.",
  },
  bot_check_needed: {
    status: 428,
    title: "Please confirm that you are no robot.",
    advice: "Solve the challenge of `GET /api/v1/places/:place/bot-check` and repeat the call with `botCheck`. Each solution counts once.",
  },
});

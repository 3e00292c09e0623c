import { defineErrors } from "../../platform/errors.ts";

export const attemptErrors = defineErrors("attempts", {
  too_many_tries: {
    status: 429,
    title: "Too many attempts.",
    advice: "Wait as many seconds as `Retry-After` says, or sign in another way, e.g. with a code by e-mail. Administrators can lift it.",
  },
});

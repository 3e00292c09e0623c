import { defineErrors } from "../../platform/errors.ts";

export const sharingErrors = defineErrors("sharing", {
  no_anonymous_user: {
    status: 409,
    title: "The profile has no anonymous user yet.",
    advice: "Create the anonymous user first: whoever opens a link acts as that user.",
  },
});

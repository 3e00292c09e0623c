import { defineErrors } from "../../platform/errors.ts";

export const userErrors = defineErrors("users", {
  email_taken: {
    status: 409,
    title: "Somebody in this profile already has this e-mail address.",
    advice: "Use another address, or find the existing user; they may be suspended.",
  },
  external_id_taken: {
    status: 409,
    title: "Somebody in this profile already has this external id.",
    advice: "Each external id belongs to one user: take it away from the other one first.",
  },
  anonymous_user_exists: {
    status: 409,
    title: "This profile already has its anonymous user.",
    advice: "A profile has exactly one anonymous user. Edit the tags of the existing one instead.",
  },
  wrong_status: {
    status: 409,
    title: "The user's status does not allow this.",
    advice: "Reload the user: somebody may have changed the status meanwhile.",
  },
  anonymous_has_no_credentials: {
    status: 409,
    title: "The anonymous user has no e-mail address or password and cannot sign in.",
    advice: "Create a run user for a person who should sign in.",
  },
});

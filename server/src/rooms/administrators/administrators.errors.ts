import { defineErrors } from "../../platform/errors.ts";

export const administratorErrors = defineErrors("administrators", {
  setup_done: {
    status: 409,
    title: "Latchkey already has an administrator.",
    advice: "Sign in, or ask a super administrator to add you.",
  },
  setup_token_not_valid: {
    status: 403,
    title: "This set-up link is not valid.",
    advice: "Use the link that the server printed at its last start; earlier ones are dead.",
  },
  last_super_administrator: {
    status: 409,
    title: "This is the last active super administrator.",
    advice: "Make somebody else a super administrator first: without one nobody could manage the deployment.",
  },
  limited_without_membership: {
    status: 400,
    title: "An administrator can be limited only where they are a member.",
    advice: "Name in `limitedProfileIds` only profiles that are in `profileIds`.",
  },
  unknown_profile: {
    status: 400,
    title: "One of the profiles does not exist.",
    advice: "Reload the list of profiles.",
  },
});

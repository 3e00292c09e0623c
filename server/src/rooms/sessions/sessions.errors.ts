import { defineErrors } from "../../platform/errors.ts";

export const sessionErrors = defineErrors("sessions", {
  too_many_sessions: {
    status: 403,
    title: "You are signed in in as many places as may be.",
    advice: "Sign out somewhere else first, or ask an administrator to end a session.",
  },
  device_rejected: {
    status: 403,
    title: "This device may not sign in.",
    advice: "An administrator has rejected it. Use another one, or ask them to approve it.",
  },
});

import { defineErrors } from "../../platform/errors.ts";

export const notificationErrors = defineErrors("notifications", {
  buttons_closed: {
    status: 409,
    title: "A button of this notification has been pressed already.",
    advice: "It takes one press only. Reload to see which button it was.",
  },
});

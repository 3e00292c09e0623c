import { defineErrors } from "../../platform/errors.ts";

export const mailErrors = defineErrors("mail", {
  not_configured: {
    status: 409,
    title: "Nothing is configured to send this with.",
    advice: "Set a mail server (LATCHKEY_SMTP_HOST) or a gateway for text messages (LATCHKEY_SMS_GATEWAY_URL) and restart.",
  },
  too_late: {
    status: 409,
    title: "The code or link in this message is no longer valid.",
    advice: "Start what it belongs to anew, e.g. make a new invitation.",
  },
  was_sent: {
    status: 409,
    title: "This message was sent, so its code and link are for its reader only.",
    advice: "If it did not arrive, send it again.",
  },
  being_sent: {
    status: 409,
    title: "This message is being sent.",
    advice: "Wait a moment and look again.",
  },
});

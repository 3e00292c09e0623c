import { notifications } from "@mantine/notifications";
import { IconAlertTriangle, IconCheck } from "@tabler/icons-react";

const successMilliseconds = 5000;

/** Toasts. Never the only carrier of a message: the page shows the outcome too. Errors stay until they are closed. */
export const notify = {
  success(message: string): void {
    notifications.show({ message, color: "green", icon: <IconCheck size={18} aria-hidden />, autoClose: successMilliseconds });
  },
  error(message: string): void {
    notifications.show({ message, color: "red", icon: <IconAlertTriangle size={18} aria-hidden />, autoClose: false });
  },
};

import { notifications } from "@mantine/notifications";

export interface Toast {
  message: string;
  tone: "success" | "danger";
}

/** A short note in the corner. Never the only carrier of a fact; errors stay until they are closed (WCAG 2.2.1). */
export function showToast({ message, tone }: Toast): void {
  notifications.show({ message, color: tone === "success" ? "green" : "red", autoClose: tone === "success" ? 5000 : false });
}

import type { notifications as english } from "../en/notifications.ts";
import type { Translated } from "../translated.ts";

export const notifications: Translated<typeof english> = {
  title: "Benachrichtigungen",
  unread_one: "Benachrichtigungen, {{count}} ungelesen",
  unread_other: "Benachrichtigungen, {{count}} ungelesen",
  none: "Benachrichtigungen",
  empty: "Nichts zu lesen",
  emptyText: "Was Ihnen mitgeteilt wird, erscheint hier.",
  markAll: "Alle als gelesen markieren",
  markRead: "„{{title}}“ als gelesen markieren",
  markUnread: "„{{title}}“ als ungelesen markieren",
  remove: "„{{title}}“ löschen",
  pressed: "Sie haben „{{label}}“ gewählt.",
  leaving: "Das führt aus diesem Portal hinaus, zu einer fremden Adresse:",
  leave: "Öffnen",
  more: "Ältere zeigen",
};

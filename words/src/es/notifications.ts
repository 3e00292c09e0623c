import type { notifications as english } from "../en/notifications.ts";
import type { Translated } from "../translated.ts";

export const notifications: Translated<typeof english> = {
  title: "Notificaciones",
  unread_one: "Notificaciones, {{count}} sin leer",
  unread_many: "Notificaciones, {{count}} sin leer",
  unread_other: "Notificaciones, {{count}} sin leer",
  none: "Notificaciones",
  empty: "Nada que leer",
  emptyText: "Lo que le comuniquen aparecerá aquí.",
  markAll: "Marcar todas como leídas",
  markRead: "Marcar «{{title}}» como leída",
  markUnread: "Marcar «{{title}}» como no leída",
  remove: "Eliminar «{{title}}»",
  pressed: "Usted eligió «{{label}}».",
  leaving: "Esto lleva fuera de este portal, a una dirección ajena:",
  leave: "Abrir",
  more: "Mostrar anteriores",
};

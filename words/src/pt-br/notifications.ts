import type { notifications as english } from "../en/notifications.ts";
import type { Translated } from "../translated.ts";

export const notifications: Translated<typeof english> = {
  title: "Notificações",
  unread_one: "Notificações, {{count}} não lida",
  unread_many: "Notificações, {{count}} não lidas",
  unread_other: "Notificações, {{count}} não lidas",
  none: "Notificações",
  empty: "Nada para ler",
  emptyText: "O que for comunicado a você aparece aqui.",
  markAll: "Marcar todas como lidas",
  markRead: "Marcar “{{title}}” como lida",
  markUnread: "Marcar “{{title}}” como não lida",
  remove: "Excluir “{{title}}”",
  pressed: "Você escolheu “{{label}}”.",
  leaving: "Isto leva para fora deste portal, a um endereço de terceiros:",
  leave: "Abrir",
  more: "Mostrar mais antigas",
};

import type { notifications as english } from "../en/notifications.ts";
import type { Translated } from "../translated.ts";

export const notifications: Translated<typeof english> = {
  title: "Notifications",
  unread_one: "Notifications, {{count}} non lue",
  unread_many: "Notifications, {{count}} non lues",
  unread_other: "Notifications, {{count}} non lues",
  none: "Notifications",
  empty: "Rien à lire",
  emptyText: "Ce qu’on vous annonce apparaît ici.",
  markAll: "Tout marquer comme lu",
  markRead: "Marquer « {{title}} » comme lue",
  markUnread: "Marquer « {{title}} » comme non lue",
  remove: "Supprimer « {{title}} »",
  pressed: "Vous avez choisi « {{label}} ».",
  leaving: "Ceci mène hors de ce portail, vers une adresse tierce :",
  leave: "Ouvrir",
  more: "Afficher les plus anciennes",
};

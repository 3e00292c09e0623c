/** What somebody is told inside the portal. */
export const notifications = {
  title: "Notifications",
  unread_one: "Notifications, {{count}} unread",
  unread_other: "Notifications, {{count}} unread",
  none: "Notifications",
  empty: "Nothing to read",
  emptyText: "What you are told appears here.",
  markAll: "Mark all as read",
  markRead: "Mark “{{title}}” as read",
  markUnread: "Mark “{{title}}” as unread",
  remove: "Delete “{{title}}”",
  pressed: "You chose “{{label}}”.",
  leaving: "This leads away from this portal, to an address of somebody else:",
  leave: "Open it",
  more: "Show older ones",
};

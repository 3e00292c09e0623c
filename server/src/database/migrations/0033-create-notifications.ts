import type { LatchkeyMigration } from "./migration.ts";

export const createNotifications: LatchkeyMigration = {
  purpose: "Messages to one run user, or to the administrators of a profile.",
  room: "notifications",
  up: `
    create table notifications (
      profile_id text not null references profiles (id) on delete cascade,
      id text not null,
      user_id text,
      title text not null,
      message text not null,
      buttons jsonb not null,
      closes_after_press boolean not null,
      pressed_button_id text,
      is_read boolean not null,
      created_at timestamptz not null,
      primary key (profile_id, id)
    );
    create index notifications_newest on notifications (profile_id, user_id, created_at, id);
    create index notifications_unread on notifications (profile_id, user_id) where not is_read;
    create index notifications_age on notifications (created_at);
    comment on column notifications.user_id is 'Null: for the administrators of the profile';
  `,
  down: `drop table notifications;`,
};

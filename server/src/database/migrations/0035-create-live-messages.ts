import type { LatchkeyMigration } from "./migration.ts";

export const createLiveMessages: LatchkeyMigration = {
  purpose: "What open streams are told, across nodes; kept for minutes.",
  room: "live",
  up: `
    create table live_messages (
      profile_id text not null,
      id text not null,
      channel text not null,
      payload jsonb not null,
      created_at timestamptz not null,
      primary key (profile_id, id)
    );
    create index live_messages_newest on live_messages (created_at);
  `,
  down: `drop table live_messages;`,
};

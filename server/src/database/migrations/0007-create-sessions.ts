import type { LatchkeyMigration } from "./migration.ts";

export const createSessions: LatchkeyMigration = {
  purpose: "Signed-in browsers of administrators and run users.",
  room: "sessions",
  up: `
    create table sessions (
      profile_id text not null,
      id text not null,
      user_id text not null,
      token_hash bytea not null,
      created_at timestamptz not null,
      expires_at timestamptz not null,
      last_seen_at timestamptz not null,
      ip text,
      user_agent text,
      primary key (profile_id, id),
      foreign key (profile_id, user_id) references users (profile_id, id) on delete cascade
    );
    create unique index sessions_token_key on sessions (token_hash);
    create index sessions_by_user on sessions (profile_id, user_id);
    create index sessions_to_purge on sessions (expires_at);
    comment on column sessions.last_seen_at is 'Exact to the minute';
  `,
  down: `drop table sessions;`,
};

import type { LatchkeyMigration } from "./migration.ts";

export const createAdministration: LatchkeyMigration = {
  purpose: "Which administrator works in which profile, and the API tokens of profiles.",
  room: "administrators",
  up: `
    create table memberships (
      profile_id text not null references profiles (id) on delete cascade,
      administrator_id text not null,
      created_at timestamptz not null,
      primary key (profile_id, administrator_id)
    );
    create index memberships_by_administrator on memberships (administrator_id);

    create table api_tokens (
      profile_id text not null,
      id text not null,
      name text not null,
      permission text not null check (permission in ('full', 'read', 'write')),
      token_hash bytea not null,
      token_hint text not null,
      expires_at timestamptz,
      last_used_at timestamptz,
      created_at timestamptz not null,
      primary key (profile_id, id)
    );
    create unique index api_tokens_token_key on api_tokens (token_hash);
    comment on column api_tokens.last_used_at is 'Exact to the minute: a busy token must not rewrite its row on every call';
  `,
  down: `drop table api_tokens; drop table memberships;`,
};

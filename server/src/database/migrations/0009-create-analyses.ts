import type { LatchkeyMigration } from "./migration.ts";

export const createAnalyses: LatchkeyMigration = {
  purpose: "Scripts with their own token, governed by policies like users.",
  room: "analyses",
  up: `
    create table analyses (
      profile_id text not null,
      id text not null,
      name text not null,
      description text not null,
      is_active boolean not null default true,
      tags text[] not null default '{}',
      token_hash bytea not null,
      token_hint text not null,
      last_used_at timestamptz,
      created_at timestamptz not null,
      updated_at timestamptz not null,
      primary key (profile_id, id)
    );
    create unique index analyses_token_key on analyses (token_hash);
    create index analyses_by_name on analyses (profile_id, lower(name), id);
    create index analyses_by_created_at on analyses (profile_id, created_at, id);
    create index analyses_by_tags on analyses using gin (tags);
  `,
  down: `drop table analyses;`,
};

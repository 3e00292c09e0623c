import type { LatchkeyMigration } from "./migration.ts";

export const createTagKeys: LatchkeyMigration = {
  purpose: "Registry of tag keys: what each means, which values it takes and who may set it.",
  room: "tag-keys",
  up: `
    create table tag_keys (
      profile_id text not null,
      id text not null,
      key text not null,
      description text not null,
      allowed_values text[],
      set_by text not null check (set_by in ('administrators', 'analyses', 'users')),
      version integer not null,
      created_at timestamptz not null,
      updated_at timestamptz not null,
      updated_by text not null,
      primary key (profile_id, id)
    );
    create unique index tag_keys_key on tag_keys (profile_id, key);
    comment on column tag_keys.allowed_values is 'The only values that may be set; null for any';
    comment on column tag_keys.set_by is 'Each includes those before it: administrators, analyses, users themselves';
  `,
  down: `drop table tag_keys;`,
};

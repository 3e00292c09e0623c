import type { LatchkeyMigration } from "./migration.ts";

export const createRestrictions: LatchkeyMigration = {
  purpose: "From where and when the holders of a role, one person or one API token may call; a profile's own are in its security settings.",
  room: "restrictions",
  up: `
    create table restrictions (
      profile_id text not null,
      owner_type text not null check (owner_type in ('role', 'run_user', 'administrator', 'api_token')),
      owner_id text not null,
      rules jsonb,
      version integer not null,
      updated_at timestamptz not null,
      updated_by text not null,
      primary key (profile_id, owner_type, owner_id)
    );
    comment on column restrictions.profile_id is 'The deployment''s own id for administrators';
    comment on column restrictions.rules is 'Null when they were taken away; the row stays, so that versions count on';
    comment on column restrictions.updated_by is 'Name of whoever changed them last';
  `,
  down: `drop table restrictions;`,
};

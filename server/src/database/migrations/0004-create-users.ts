import type { LatchkeyMigration } from "./migration.ts";

export const createUsers: LatchkeyMigration = {
  purpose: "Run users and administrators in one table, so that credentials, sessions and audit exist once.",
  room: "users",
  up: `
    create table users (
      profile_id text not null,
      id text not null,
      name text not null,
      email text,
      status text not null check (status in ('invited', 'active', 'suspended', 'deleted')),
      is_anonymous boolean not null default false,
      is_super boolean not null default false,
      source text not null,
      tags text[] not null default '{}',
      created_at timestamptz not null,
      updated_at timestamptz not null,
      last_sign_in_at timestamptz,
      suspended_at timestamptz,
      deleted_at timestamptz,
      primary key (profile_id, id),
      check ((email is null) = is_anonymous),
      check ((deleted_at is not null) = (status = 'deleted'))
    );
    create unique index users_email_key on users (profile_id, email) where deleted_at is null;
    create unique index users_one_anonymous_key on users (profile_id) where is_anonymous and deleted_at is null;
    create index users_by_name on users (profile_id, lower(name), id);
    create index users_by_email on users (profile_id, email, id);
    create index users_by_created_at on users (profile_id, created_at, id);
    create index users_by_last_sign_in_at on users (profile_id, last_sign_in_at, id);
    create index users_by_tags on users using gin (tags);
    create index users_by_search on users using gin (lower(name || ' ' || coalesce(email, '')) gin_trgm_ops);
    create index users_to_purge on users (deleted_at) where deleted_at is not null;
    comment on column users.profile_id is 'Twenty-four zeros for administrators, who belong to no profile';
    comment on column users.email is 'Lower case; null for the anonymous user only';
    comment on column users.is_super is 'Super administrator: over the whole deployment';
    comment on column users.tags is 'key=value; a key may repeat with several values';
    comment on column users.deleted_at is 'Purged 30 days later; until then restorable, and its address may be used anew';
  `,
  down: `drop table users;`,
};

import type { LatchkeyMigration } from "./migration.ts";

export const createProfiles: LatchkeyMigration = {
  purpose: "Profiles are the tenants; their access revision tells every node when compiled policies are out of date.",
  room: "profiles",
  up: `
    create extension if not exists pg_trgm;

    create table profiles (
      id text primary key,
      name text not null,
      slug text not null,
      time_zone text not null,
      language text not null,
      signup jsonb not null,
      access_revision bigint not null default 0,
      created_at timestamptz not null,
      updated_at timestamptz not null
    );
    create unique index profiles_slug_key on profiles (slug);
    comment on column profiles.slug is 'Portal address: /p/<slug>';
    comment on column profiles.signup is 'Whether sign-up is open, and the own form fields';
    comment on column profiles.access_revision is 'Counts changes of policies; a node with older compiled policies catches up before it decides';
  `,
  down: `drop table profiles;`,
};

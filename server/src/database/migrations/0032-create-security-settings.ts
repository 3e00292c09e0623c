import type { LatchkeyMigration } from "./migration.ts";

export const createSecuritySettings: LatchkeyMigration = {
  purpose: "How people sign in to a portal, or to the console: one row for whoever changed the defaults.",
  room: "security",
  up: `
    create table security_settings (
      profile_id text primary key,
      settings jsonb not null,
      version integer not null,
      updated_at timestamptz not null
    );
    comment on column security_settings.profile_id is 'The deployment''s own id for administrators';
    comment on column security_settings.settings is 'What is missing in it has its default';
  `,
  down: `drop table security_settings;`,
};

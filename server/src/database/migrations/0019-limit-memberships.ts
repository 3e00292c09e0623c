import type { LatchkeyMigration } from "./migration.ts";

export const limitMemberships: LatchkeyMigration = {
  purpose: "Administrators who may do in a profile only what roles and policies allow.",
  room: "administrators",
  up: `
    alter table memberships add column is_limited boolean not null default false;
    comment on column memberships.is_limited is 'Governed by roles and policies; without it, full access to the profile';
  `,
  down: `alter table memberships drop column is_limited;`,
};

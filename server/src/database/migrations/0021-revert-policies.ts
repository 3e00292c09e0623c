import type { LatchkeyMigration } from "./migration.ts";

export const revertPolicies: LatchkeyMigration = {
  purpose: "Policies that go back to the version before by themselves unless somebody confirms them.",
  room: "access",
  up: `
    alter table policies
      add column revert_at timestamptz,
      add column revert_by text,
      add column revert_version integer;
    create index policies_by_revert_at on policies (revert_at) where revert_at is not null;
    comment on column policies.revert_version is 'What it goes back to; null with a time set: it was not there before and is deleted';
  `,
  down: `
    drop index policies_by_revert_at;
    alter table policies drop column revert_at, drop column revert_by, drop column revert_version;
  `,
};

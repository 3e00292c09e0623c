import type { LatchkeyMigration } from "./migration.ts";

export const createAccounts: LatchkeyMigration = {
  purpose: "Who has asked for the deletion of their account, and who acted as whom.",
  room: "accounts",
  up: `
    create table deletion_requests (
      profile_id text not null,
      id text not null,
      user_id text not null,
      mode text not null check (mode in ('mail_owner', 'delete', 'webhook', 'analysis')),
      reason text,
      requested_at timestamptz not null,
      due_at timestamptz,
      primary key (profile_id, id),
      unique (profile_id, user_id),
      foreign key (profile_id, user_id) references users (profile_id, id) on delete cascade
    );
    create index deletion_requests_due on deletion_requests (due_at) where due_at is not null;
    comment on column deletion_requests.due_at is 'When the account goes by itself; null where somebody decides';

    alter table audit_entries add column acting_as_id text, add column acting_as_name text;
    comment on column audit_entries.acting_as_id is 'The run user as whom the actor was signed in, for support';
  `,
  down: `
    alter table audit_entries drop column acting_as_id, drop column acting_as_name;
    drop table deletion_requests;
  `,
};

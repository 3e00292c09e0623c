import type { LatchkeyMigration } from "./migration.ts";

export const createAuditEntries: LatchkeyMigration = {
  purpose: "One log of every mutation and sign-in, written in the transaction it tells about.",
  room: "audit",
  up: `
    create table audit_entries (
      profile_id text not null,
      id text not null,
      at timestamptz not null,
      actor_type text not null,
      actor_id text,
      actor_name text not null,
      action text not null,
      object_type text,
      object_id text,
      object_name text,
      result text not null,
      reason text,
      before jsonb,
      after jsonb,
      ip text,
      user_agent text,
      request_id text,
      primary key (profile_id, id)
    );
    create index audit_entries_by_time on audit_entries (profile_id, at desc, id desc);
    create index audit_entries_by_object on audit_entries (profile_id, object_id, at desc, id desc);
    create index audit_entries_by_actor on audit_entries (profile_id, actor_id, at desc, id desc);
    comment on column audit_entries.profile_id is 'Twenty-four zeros for entries that belong to no profile';
    comment on column audit_entries.actor_name is 'As it was then: the actor may be renamed or deleted later';
    comment on column audit_entries.before is 'Changed fields as they were; null for a creation';
    comment on column audit_entries.after is 'Changed fields as they are; null for a deletion';
  `,
  down: `drop table audit_entries;`,
};

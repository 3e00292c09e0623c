import type { LatchkeyMigration } from "./migration.ts";

export const remindAndKeepInFiles: LatchkeyMigration = {
  purpose: "Reviewers are told by mail, each thing once; tag keys, members by hand and given roles can be kept in a file.",
  room: "reviews",
  up: `
    create table review_notices (
      profile_id text not null,
      review_id text not null,
      reviewer_type text not null check (reviewer_type in ('administrator', 'run_user')),
      reviewer_id text not null,
      kind text not null check (kind in ('started', 'due_soon', 'overdue')),
      due_at timestamptz not null,
      sent_at timestamptz not null,
      primary key (profile_id, review_id, reviewer_type, reviewer_id, kind, due_at),
      foreign key (profile_id, review_id) references reviews (profile_id, id) on delete cascade
    );
    comment on table review_notices is 'Who has been told what about a review: a row is written with the message, so that nobody is told twice';
    comment on column review_notices.due_at is 'The due date that a reminder spoke of: one that is moved is worth another. Of the beginning, the epoch';

    alter table tag_keys add column managed_by text;
    comment on column tag_keys.managed_by is 'Mark of the file that the entry is kept in';
    alter table role_assignments add column managed_by text;
    comment on column role_assignments.managed_by is 'Mark of the file that the assignment is kept in';
    alter table groups add column are_members_managed boolean not null default false;
    comment on column groups.are_members_managed is 'The file that keeps the group says who is a member by hand, too';
  `,
  down: `
    alter table groups drop column are_members_managed;
    alter table role_assignments drop column managed_by;
    alter table tag_keys drop column managed_by;
    drop table review_notices;
  `,
};

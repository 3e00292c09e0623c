import type { LatchkeyMigration } from "./migration.ts";

export const changeTagsInBulk: LatchkeyMigration = {
  purpose: "Roles and groups that go back by themselves unless somebody confirms them; changes of the tags of many at once.",
  room: "bulk-tags",
  up: `
    alter table roles add column revert_at timestamptz, add column revert_by text, add column revert_version integer;
    create index roles_by_revert_at on roles (revert_at) where revert_at is not null;
    alter table groups add column revert_at timestamptz, add column revert_by text, add column revert_version integer;
    create index groups_by_revert_at on groups (revert_at) where revert_at is not null;
    create table bulk_tag_jobs (
      profile_id text not null,
      id text not null,
      of_type text not null check (of_type in ('run_user', 'dashboard', 'device')),
      chosen jsonb not null,
      steps jsonb not null,
      state text not null check (state in ('running', 'done', 'undoing', 'undone', 'failed')),
      matched_count integer not null,
      seen_count integer not null,
      changed_count integer not null,
      refused_count integer not null,
      undone_count integer not null,
      kept_count integer not null,
      after_id text not null,
      reason text,
      undo_reason text,
      undo_by jsonb,
      created_by jsonb not null,
      created_at timestamptz not null,
      finished_at timestamptz,
      undoable_until timestamptz,
      primary key (profile_id, id)
    );
    create index bulk_tag_jobs_at_work on bulk_tag_jobs (created_at) where state in ('running', 'undoing');
    create index bulk_tag_jobs_by_created_at on bulk_tag_jobs (profile_id, created_at, id);
    create index bulk_tag_jobs_undoable on bulk_tag_jobs (undoable_until) where undoable_until is not null;
    create table bulk_tag_patches (
      profile_id text not null,
      job_id text not null,
      id text not null,
      before text[] not null,
      after text[] not null,
      outcome text check (outcome in ('undone', 'kept')),
      primary key (profile_id, job_id, id),
      foreign key (profile_id, job_id) references bulk_tag_jobs (profile_id, id) on delete cascade
    );
    comment on column bulk_tag_jobs.chosen is 'Who is meant: a filter and a moment, or the ids of chosen rows';
    comment on column bulk_tag_jobs.after_id is 'The last id that was looked at: work goes on from there, on whichever node';
    comment on column bulk_tag_jobs.refused_count is 'Left as they were: somebody changed them at that moment, or the tags would not fit';
    comment on column bulk_tag_jobs.kept_count is 'Not taken back: changed by somebody else since';
    comment on column bulk_tag_patches.before is 'The inverse: what undoing puts back, where the tags are still as the job left them';
  `,
  down: `
    drop table bulk_tag_patches;
    drop table bulk_tag_jobs;
    drop index groups_by_revert_at;
    alter table groups drop column revert_at, drop column revert_by, drop column revert_version;
    drop index roles_by_revert_at;
    alter table roles drop column revert_at, drop column revert_by, drop column revert_version;
  `,
};

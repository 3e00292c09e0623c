import type { LatchkeyMigration } from "./migration.ts";

export const createDecisionLog: LatchkeyMigration = {
  purpose: "Decisions that were made, the rules that made them, and what monitored policies would have changed.",
  room: "decision-log",
  up: `
    create table decision_log (
      profile_id text not null,
      id text not null,
      day date not null,
      subject_type text not null,
      subject_id text not null,
      action text not null,
      resource_type text not null,
      resource_id text not null,
      decision text not null check (decision in ('allow', 'deny')),
      count bigint not null,
      rules jsonb not null,
      first_at timestamptz not null,
      last_at timestamptz not null,
      primary key (profile_id, id)
    );
    create unique index decision_log_question_key
      on decision_log (profile_id, day, subject_id, resource_id, action, resource_type, subject_type, decision);
    create index decision_log_by_last_at on decision_log (profile_id, last_at, id);
    create index decision_log_by_subject on decision_log (profile_id, subject_id, last_at, id);
    create index decision_log_by_resource on decision_log (profile_id, resource_id, last_at, id);
    create index decision_log_by_day on decision_log (day);
    comment on table decision_log is 'One row for each subject, action, resource and decision a UTC day';
    comment on column decision_log.resource_id is 'Empty for a resource that was to be created';
    comment on column decision_log.rules is 'Those that decided the last time';

    create table rule_uses (
      profile_id text not null,
      rule_source text not null check (rule_source in ('policy', 'role')),
      source_id text not null,
      permission_index integer not null,
      day date not null,
      count bigint not null,
      primary key (profile_id, source_id, rule_source, permission_index, day)
    );
    create index rule_uses_by_day on rule_uses (day);

    create table monitor_effects (
      profile_id text not null,
      id text not null,
      policy_id text not null,
      day date not null,
      subject_type text not null,
      subject_id text not null,
      action text not null,
      resource_type text not null,
      resource_id text not null,
      decided text not null check (decided in ('allow', 'deny')),
      would_be text not null check (would_be in ('allow', 'deny')),
      count bigint not null,
      last_at timestamptz not null,
      primary key (profile_id, id)
    );
    create unique index monitor_effects_question_key
      on monitor_effects (profile_id, policy_id, day, subject_id, resource_id, action, resource_type, subject_type, would_be);
    create index monitor_effects_by_last_at on monitor_effects (profile_id, policy_id, last_at, id);
    create index monitor_effects_by_day on monitor_effects (day);
    comment on table monitor_effects is 'Decisions that the policy would have changed, had it been active';
  `,
  down: `drop table monitor_effects; drop table rule_uses; drop table decision_log;`,
};

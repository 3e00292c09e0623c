import type { LatchkeyMigration } from "./migration.ts";

export const extendPolicies: LatchkeyMigration = {
  purpose: "Policies get conditions, tests, a monitor status and an owner; every save of a policy, role or group becomes a version.",
  room: "access",
  up: `
    alter table policies drop constraint policies_status_check;
    alter table policies add constraint policies_status_check check (status in ('draft', 'monitor', 'active'));
    alter table policies
      add column conditions jsonb not null default '{}',
      add column tests jsonb not null default '[]',
      add column managed_by text,
      add column uses_since timestamptz not null default now();
    create index policies_with_tests on policies (profile_id) where tests <> '[]'::jsonb;
    alter table policies alter column uses_since drop default;
    comment on column policies.uses_since is 'Since when decisions by the policy are logged';
    comment on column policies.managed_by is 'Mark of the file that the policy is kept in: only a save with the same mark changes it';

    create table object_versions (
      profile_id text not null,
      object_type text not null check (object_type in ('policy', 'role', 'group')),
      object_id text not null,
      version integer not null,
      change text not null check (change in ('created', 'updated', 'restored', 'deleted')),
      name text not null,
      body jsonb not null,
      author text not null,
      reason text,
      overrides text[] not null default '{}',
      restored_from integer,
      at timestamptz not null,
      primary key (profile_id, object_type, object_id, version)
    );
    create index object_versions_deleted on object_versions (profile_id, object_type, at, object_id) where change = 'deleted';
    comment on table object_versions is 'What a policy, role or group was at any moment; a deletion is a version too, with the last body';

    insert into object_versions (profile_id, object_type, object_id, version, change, name, body, author, at)
    select profile_id, 'policy', id, version, case when version = 1 then 'created' else 'updated' end, name,
      jsonb_build_object('name', name, 'description', description, 'status', status, 'targets', targets, 'permissions', permissions,
        'conditions', conditions, 'tests', tests, 'managedBy', managed_by,
        'tags', (select coalesce(jsonb_agg(jsonb_build_object(
          'key', split_part(pair, '=', 1), 'value', substr(pair, strpos(pair, '=') + 1)) order by place), '[]')
          from unnest(tags) with ordinality as each (pair, place))),
      updated_by, updated_at
    from policies;
  `,
  down: `
    drop table object_versions;
    drop index policies_with_tests;
    alter table policies drop column conditions, drop column tests, drop column managed_by, drop column uses_since;
    update policies set status = 'draft' where status = 'monitor';
    alter table policies drop constraint policies_status_check;
    alter table policies add constraint policies_status_check check (status in ('draft', 'active'));
  `,
};

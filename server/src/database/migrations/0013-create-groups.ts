import type { LatchkeyMigration } from "./migration.ts";

export const createGroups: LatchkeyMigration = {
  purpose: "Groups of run users, by hand and by tag rule, one inside the other.",
  room: "groups",
  up: `
    create table groups (
      profile_id text not null,
      id text not null,
      name text not null,
      description text not null,
      parent_id text,
      rule jsonb,
      tags text[] not null default '{}',
      managed_by text,
      version integer not null,
      access_revision bigint not null,
      created_at timestamptz not null,
      updated_at timestamptz not null,
      primary key (profile_id, id),
      constraint groups_parent_fkey foreign key (profile_id, parent_id) references groups (profile_id, id)
    );
    create unique index groups_name_key on groups (profile_id, lower(name));
    create index groups_by_name on groups (profile_id, lower(name), id);
    create index groups_by_parent on groups (profile_id, parent_id);
    create index groups_by_revision on groups (profile_id, access_revision);
    comment on column groups.rule is 'Whoever carries all or any of these tags directly is a member; null for members by hand only';
    comment on column groups.tags is 'Inherited by every member and every group below';
    comment on column groups.access_revision is 'Revision of the profile that this save made: a node loads only what is newer than what it has compiled';

    create table group_removals (
      profile_id text not null,
      group_id text not null,
      access_revision bigint not null,
      primary key (profile_id, group_id)
    );
    create index group_removals_by_revision on group_removals (profile_id, access_revision);
    comment on table group_removals is 'Deleted groups, so that a node can take them out of its compiled set without reading all others';

    alter table users add column group_ids text[] not null default '{}';
    create index users_by_groups on users using gin (group_ids);
    comment on column users.group_ids is 'Groups joined by hand; what a deleted group left behind means nothing to anybody';
  `,
  down: `alter table users drop column group_ids; drop table group_removals; drop table groups;`,
};

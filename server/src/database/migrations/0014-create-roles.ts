import type { LatchkeyMigration } from "./migration.ts";

export const createRoles: LatchkeyMigration = {
  purpose: "Roles, who holds them from when until when, and what a session has proved for conditions to ask about.",
  room: "roles",
  up: `
    create table roles (
      profile_id text not null,
      id text not null,
      name text not null,
      description text not null,
      permissions jsonb not null,
      includes text[] not null default '{}',
      conditions jsonb not null default '{}',
      managed_by text,
      version integer not null,
      access_revision bigint not null,
      created_at timestamptz not null,
      updated_at timestamptz not null,
      primary key (profile_id, id)
    );
    create unique index roles_name_key on roles (profile_id, lower(name));
    create index roles_by_revision on roles (profile_id, access_revision);
    comment on table roles is 'Roles that somebody made; the built-in ones are the same everywhere and stand in the code';
    comment on column roles.access_revision is 'Revision of the profile that this save made: a node loads only what is newer than what it has compiled';

    create table role_removals (
      profile_id text not null,
      role_id text not null,
      access_revision bigint not null,
      primary key (profile_id, role_id)
    );
    create index role_removals_by_revision on role_removals (profile_id, access_revision);
    comment on table role_removals is 'Deleted roles, so that a node can take them out of its compiled set without reading all others';

    create table role_assignments (
      profile_id text not null,
      id text not null,
      role_id text not null,
      assignee_type text not null check (assignee_type in ('run_user', 'administrator', 'group')),
      assignee_id text not null,
      starts_at timestamptz,
      ends_at timestamptz,
      conditions jsonb not null,
      conditions_key text not null,
      reason text not null,
      given_by text not null,
      created_at timestamptz not null,
      ended_at timestamptz,
      ended_by text,
      end_reason text,
      primary key (profile_id, id)
    );
    create index role_assignments_by_assignee on role_assignments (assignee_id, profile_id);
    create index role_assignments_by_role on role_assignments (profile_id, role_id, assignee_type, assignee_id);
    create index role_assignments_by_created_at on role_assignments (profile_id, created_at, id);
    comment on column role_assignments.role_id is 'Of a role in this profile or of a built-in one, which has no row';
    comment on column role_assignments.starts_at is 'Inclusive; null from the beginning of time';
    comment on column role_assignments.ends_at is 'Exclusive; the sooner of the end it was given and the end somebody made';
    comment on column role_assignments.conditions_key is 'Conditions other than from and until as one text, empty where there are none: a query judges each different text once';

    alter table users add column role_ids text[] not null default '{}';
    create index users_by_roles on users using gin (role_ids);
    comment on column users.role_ids is 'Roles that were ever assigned to the user: a list narrows down by these before it looks at assignments';

    alter table sessions add column is_device_trusted boolean not null default false;
    alter table sessions add column has_second_factor boolean not null default false;
    comment on column sessions.is_device_trusted is 'The browser was marked as trusted when the session began';
    comment on column sessions.has_second_factor is 'Whoever signed in has proved a second factor in this session';
  `,
  down: `
    alter table users drop column role_ids;
    alter table sessions drop column is_device_trusted;
    alter table sessions drop column has_second_factor;
    drop table role_assignments; drop table role_removals; drop table roles;
  `,
};

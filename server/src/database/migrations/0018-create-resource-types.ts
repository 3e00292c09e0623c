import type { LatchkeyMigration } from "./migration.ts";

export const createResourceTypes: LatchkeyMigration = {
  purpose: "Resource types of other applications with their objects, and the names that those applications have for users.",
  room: "resource-types",
  up: `
    create table resource_types (
      profile_id text not null,
      name text not null,
      label text not null,
      description text not null,
      actions jsonb not null,
      version integer not null,
      created_at timestamptz not null,
      updated_at timestamptz not null,
      primary key (profile_id, name)
    );
    comment on column resource_types.name is 'What policies and other applications call the type; never changes';
    comment on column resource_types.actions is 'At most 15, each with name, label and category';

    create table external_resources (
      profile_id text not null,
      type text not null,
      id text not null,
      name text not null,
      tags text[] not null default '{}',
      created_at timestamptz not null,
      updated_at timestamptz not null,
      primary key (profile_id, type, id),
      foreign key (profile_id, type) references resource_types (profile_id, name) on delete cascade
    );
    create index external_resources_by_name on external_resources (profile_id, type, lower(name), id);
    create index external_resources_by_created_at on external_resources (profile_id, type, created_at, id);
    create index external_resources_by_tags on external_resources using gin (tags);
    comment on column external_resources.id is 'The id that the other application gives it, whatever it looks like';

    alter table users add column external_id text;
    create unique index users_external_id_key on users (profile_id, external_id) where external_id is not null and deleted_at is null;
    create index users_by_external_id on users (profile_id, external_id) where external_id is not null;
    comment on column users.external_id is 'What other applications call this person; of a deleted user it may be taken by another';
  `,
  down: `alter table users drop column external_id; drop table external_resources; drop table resource_types;`,
};

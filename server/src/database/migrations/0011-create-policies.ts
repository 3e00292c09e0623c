import type { LatchkeyMigration } from "./migration.ts";

export const createPolicies: LatchkeyMigration = {
  purpose: "Policies of Access Management: targets times permissions.",
  room: "access",
  up: `
    create table policies (
      profile_id text not null,
      id text not null,
      name text not null,
      description text not null,
      status text not null check (status in ('draft', 'active')),
      targets jsonb not null,
      permissions jsonb not null,
      tags text[] not null default '{}',
      version integer not null,
      access_revision bigint not null,
      created_at timestamptz not null,
      updated_at timestamptz not null,
      updated_by text not null,
      primary key (profile_id, id)
    );
    create index policies_by_name on policies (profile_id, lower(name), id);
    create index policies_by_updated_at on policies (profile_id, updated_at, id);
    create index policies_by_revision on policies (profile_id, access_revision);
    comment on column policies.version is 'Counts saves; a save must name the version it read';
    comment on column policies.access_revision is 'Revision of the profile that this save made: a node loads only what is newer than what it has compiled';

    create table policy_removals (
      profile_id text not null,
      policy_id text not null,
      access_revision bigint not null,
      primary key (profile_id, policy_id)
    );
    create index policy_removals_by_revision on policy_removals (profile_id, access_revision);
    comment on table policy_removals is 'Deleted policies, so that a node can take them out of its compiled set without reading all others';
  `,
  down: `drop table policy_removals; drop table policies;`,
};

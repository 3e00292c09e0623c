import type { LatchkeyMigration } from "./migration.ts";

export const createDeviceTokens: LatchkeyMigration = {
  purpose: "Further tokens of a device beside its own: with a name, a permission and an end.",
  room: "devices",
  up: `
    create table device_tokens (
      profile_id text not null,
      id text not null,
      device_id text not null,
      name text not null,
      permission text not null check (permission in ('full', 'read', 'write')),
      token_hash bytea not null unique,
      token_hint text not null,
      expires_at timestamptz,
      created_at timestamptz not null,
      primary key (profile_id, id),
      foreign key (profile_id, device_id) references devices (profile_id, id) on delete cascade
    );
    create index device_tokens_by_device on device_tokens (profile_id, device_id);
  `,
  down: `drop table device_tokens;`,
};

import type { LatchkeyMigration } from "./migration.ts";

export const createDevices: LatchkeyMigration = {
  purpose: "Devices and the records they send.",
  room: "devices",
  up: `
    create table devices (
      profile_id text not null,
      id text not null,
      name text not null,
      tags text[] not null default '{}',
      token_hash bytea not null,
      token_hint text not null,
      record_count bigint not null default 0,
      last_input_at timestamptz,
      created_at timestamptz not null,
      updated_at timestamptz not null,
      primary key (profile_id, id)
    );
    create unique index devices_token_key on devices (token_hash);
    create index devices_by_name on devices (profile_id, lower(name), id);
    create index devices_by_created_at on devices (profile_id, created_at, id);
    create index devices_by_last_input_at on devices (profile_id, last_input_at, id);
    create index devices_by_tags on devices using gin (tags);

    create table data_records (
      profile_id text not null,
      device_id text not null,
      id text not null,
      variable text not null,
      number_value double precision,
      text_value text,
      boolean_value boolean,
      unit text,
      time timestamptz not null,
      metadata jsonb,
      primary key (profile_id, device_id, id),
      foreign key (profile_id, device_id) references devices (profile_id, id) on delete cascade,
      check (num_nonnulls(number_value, text_value, boolean_value) = 1)
    );
    create index data_records_by_variable on data_records (profile_id, device_id, variable, time desc, id desc);
    create index data_records_by_time on data_records (profile_id, device_id, time desc, id desc);
    comment on column data_records.variable is 'Lower case';
  `,
  down: `drop table data_records; drop table devices;`,
};

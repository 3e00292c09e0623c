import type { LatchkeyMigration } from "./migration.ts";

export const limitDataOutput: LatchkeyMigration = {
  purpose: "How many records widgets may show in a month, by profile.",
  room: "data-output",
  up: `
    create table data_output_limits (
      profile_id text primary key references profiles (id) on delete cascade,
      records_max bigint not null,
      warned_month date
    );
    comment on column data_output_limits.warned_month is 'The month in which administrators were last told that the end is near';
  `,
  down: `drop table data_output_limits;`,
};

import type { LatchkeyMigration } from "./migration.ts";

export const createDataOutput: LatchkeyMigration = {
  purpose: "Records shown by widgets, counted by profile and month.",
  room: "data-output",
  up: `
    create table data_output (
      profile_id text not null,
      month date not null,
      slot smallint not null,
      records bigint not null,
      primary key (profile_id, month, slot)
    );
    comment on column data_output.slot is 'One of 16, chosen at random: viewers at the same time do not wait for one row';
  `,
  down: `drop table data_output;`,
};

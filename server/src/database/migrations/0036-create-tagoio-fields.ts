import type { LatchkeyMigration } from "./migration.ts";

export const createTagoioFields: LatchkeyMigration = {
  purpose: "What objects of TagoIO's API carry and ours do not, kept as sent.",
  room: "compat",
  up: `
    create table tagoio_fields (
      profile_id text not null references profiles (id) on delete cascade,
      type text not null,
      id text not null,
      fields jsonb not null,
      primary key (profile_id, type, id)
    );
  `,
  down: `drop table tagoio_fields;`,
};

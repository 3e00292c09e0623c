import type { LatchkeyMigration } from "./migration.ts";

export const createSigningKeys: LatchkeyMigration = {
  purpose: "Keys that bundles of rules are signed with, made when first needed.",
  room: "bundles",
  up: `
    create table signing_keys (
      id text primary key,
      purpose text not null,
      private_key jsonb not null,
      public_key jsonb not null,
      created_at timestamptz not null,
      is_current boolean not null
    );
    create unique index signing_keys_current on signing_keys (purpose) where is_current;
    comment on column signing_keys.private_key is 'JSON Web Key; whoever can read this table can sign rules for embedded decisions';
    comment on column signing_keys.is_current is 'Older keys stay for as long as what they signed may be read';
  `,
  down: `drop table signing_keys;`,
};

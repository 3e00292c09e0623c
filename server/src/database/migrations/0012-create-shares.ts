import type { LatchkeyMigration } from "./migration.ts";

export const createShares: LatchkeyMigration = {
  purpose: "Links that open one dashboard as the anonymous user.",
  room: "sharing",
  up: `
    create table shares (
      profile_id text not null,
      id text not null,
      dashboard_id text not null,
      name text not null,
      token_hash bytea not null,
      created_at timestamptz not null,
      created_by text not null,
      last_opened_at timestamptz,
      primary key (profile_id, id)
    );
    create unique index shares_token_key on shares (token_hash);
    create index shares_by_dashboard on shares (profile_id, dashboard_id);
    comment on column shares.last_opened_at is 'Exact to the minute';
  `,
  down: `drop table shares;`,
};

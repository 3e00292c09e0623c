import type { LatchkeyMigration } from "./migration.ts";

export const narrowShares: LatchkeyMigration = {
  purpose: "Links that open one widget only, or end by themselves.",
  room: "sharing",
  up: `
    alter table shares
      add column widget_id text,
      add column expires_at timestamptz;
    comment on column shares.widget_id is 'The only widget that the link opens; without it, the whole dashboard';
  `,
  // Without these columns such a link would open more than it was made for, and for longer.
  down: `
    delete from shares where widget_id is not null or expires_at is not null;
    alter table shares
      drop column widget_id,
      drop column expires_at;
  `,
};

import type { LatchkeyMigration } from "./migration.ts";

export const createDashboards: LatchkeyMigration = {
  purpose: "Dashboards, their tabs and their widgets.",
  room: "dashboards",
  up: `
    create table dashboards (
      profile_id text not null,
      id text not null,
      name text not null,
      description text not null,
      tags text[] not null default '{}',
      tabs jsonb not null default '[]',
      created_at timestamptz not null,
      updated_at timestamptz not null,
      primary key (profile_id, id)
    );
    create index dashboards_by_name on dashboards (profile_id, lower(name), id);
    create index dashboards_by_created_at on dashboards (profile_id, created_at, id);
    create index dashboards_by_updated_at on dashboards (profile_id, updated_at, id);
    create index dashboards_by_tags on dashboards using gin (tags);

    create table widgets (
      profile_id text not null,
      dashboard_id text not null,
      id text not null,
      title text not null,
      tab_id text,
      place jsonb not null,
      content jsonb not null,
      primary key (profile_id, dashboard_id, id),
      foreign key (profile_id, dashboard_id) references dashboards (profile_id, id) on delete cascade
    );
    comment on column dashboards.tabs is 'List of id and name, in order';
    comment on column widgets.place is 'x, y, width, height on a grid of 12 columns';
    comment on column widgets.content is 'Type and what it shows; see widgetContent in the contract';
  `,
  down: `drop table widgets; drop table dashboards;`,
};

import type { LatchkeyMigration } from "./migration.ts";

export const extendSessions: LatchkeyMigration = {
  purpose: "The browsers people sign in with, and how each session came about.",
  room: "sessions",
  up: `
    create table browsers (
      profile_id text not null,
      id text not null,
      user_id text not null,
      token_hash bytea not null,
      place text not null check (place in ('console', 'portal')),
      status text not null check (status in ('known', 'pending', 'approved', 'rejected')),
      name text,
      user_agent text,
      ip text,
      created_at timestamptz not null,
      last_seen_at timestamptz not null,
      trusted_until timestamptz,
      decided_at timestamptz,
      decided_by text,
      primary key (profile_id, id),
      foreign key (profile_id, user_id) references users (profile_id, id) on delete cascade
    );
    create unique index browsers_token_key on browsers (profile_id, user_id, token_hash);
    create index browsers_pending on browsers (profile_id, created_at, id) where status = 'pending';
    comment on column browsers.token_hash is 'Of a long-lived cookie; people who share a browser share the cookie and have a row each';
    comment on column browsers.name is 'Chosen by the person; null until then';
    comment on column browsers.decided_by is 'Name of the administrator who approved or rejected it';

    alter table sessions
      add column place text,
      add column method text not null default 'password',
      add column browser_id text,
      add column proved_at timestamptz,
      add column acting_profile_id text,
      add column acting_user_id text,
      add column is_read_only boolean not null default false,
      add column previous_token_hash bytea,
      add column token_renewed_at timestamptz,
      add column is_renewal_due boolean not null default false;
    update sessions set proved_at = created_at, place = case when profile_id = repeat('0', 24) then 'console' else 'portal' end;
    alter table sessions
      alter column method drop default,
      alter column proved_at set not null,
      alter column place set not null,
      add check (place in ('console', 'portal')),
      add foreign key (profile_id, browser_id) references browsers (profile_id, id) on delete cascade,
      add foreign key (acting_profile_id, acting_user_id) references users (profile_id, id) on delete cascade;
    create index sessions_by_browser on sessions (profile_id, browser_id) where browser_id is not null;
    create index sessions_by_acting_user on sessions (acting_profile_id, acting_user_id) where acting_user_id is not null;
    create unique index sessions_previous_token_key on sessions (previous_token_hash) where previous_token_hash is not null;
    comment on column sessions.proved_at is 'When the person last proved who they are; sensitive acts ask for a recent proof';
    comment on column sessions.acting_user_id is 'Who acts as the user, for support; null in sessions of the user themselves';
    comment on column sessions.previous_token_hash is 'Requests that were under way while the token was renewed still carry the one before';
    comment on column sessions.is_renewal_due is 'The rights of the person changed: the next request is answered with a new token';
  `,
  down: `
    alter table sessions
      drop column place,
      drop column method,
      drop column browser_id,
      drop column proved_at,
      drop column acting_profile_id,
      drop column acting_user_id,
      drop column is_read_only,
      drop column previous_token_hash,
      drop column token_renewed_at,
      drop column is_renewal_due;
    drop table browsers;
  `,
};

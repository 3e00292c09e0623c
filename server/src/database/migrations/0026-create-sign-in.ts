import type { LatchkeyMigration } from "./migration.ts";

export const createSignIn: LatchkeyMigration = {
  purpose: "One table for every single-use link and code, failed tries, and the tickets that tie the steps of a sign-in together.",
  room: "one-time-tokens",
  up: `
    create table one_time_tokens (
      profile_id text not null,
      id text not null,
      user_id text not null,
      purpose text not null,
      subject text not null,
      token_hash bytea not null,
      sealed_code text,
      tries_left integer not null,
      data jsonb not null,
      created_at timestamptz not null,
      expires_at timestamptz not null,
      primary key (profile_id, id),
      foreign key (profile_id, user_id) references users (profile_id, id) on delete cascade
    );
    create unique index one_time_tokens_token_hash_key on one_time_tokens (token_hash);
    create unique index one_time_tokens_purpose_key on one_time_tokens (profile_id, user_id, purpose, subject);
    create index one_time_tokens_to_purge on one_time_tokens (expires_at);
    comment on table one_time_tokens is 'Every single-use link and code; whoever deletes the row has used it';
    comment on column one_time_tokens.subject is 'Several of one purpose may be valid when they are about different things; mostly empty';
    comment on column one_time_tokens.sealed_code is 'Digest, sealed: short codes would be guessed from a digest alone';
    comment on column one_time_tokens.tries_left is 'Each try at the code takes one, right or wrong, on a connection of its own';

    insert into one_time_tokens (profile_id, id, user_id, purpose, subject, token_hash, sealed_code, tries_left, data, created_at, expires_at)
    select distinct on (profile_id, user_id)
      profile_id, id, user_id, 'password_link', '', token_hash, null, 0, '{}', created_at, expires_at
    from password_links order by profile_id, user_id, created_at desc;
    drop table password_links;

    create table attempts (
      profile_id text not null,
      kind text not null check (kind in ('password', 'code', 'second_factor', 'address')),
      name text not null,
      id text not null,
      failures integer not null,
      last_failure_at timestamptz not null,
      locked_until timestamptz,
      primary key (profile_id, kind, name)
    );
    create index attempts_locked on attempts (profile_id, locked_until desc) where locked_until is not null;
    create index attempts_to_purge on attempts (last_failure_at);
    comment on column attempts.failures is 'Counted before the try is checked, so that tries at the same time cannot exceed the limit; a success takes it back';

    create table sign_in_tickets (
      profile_id text not null,
      id text not null,
      user_id text,
      place text not null,
      step text not null,
      token_hash bytea not null,
      proved jsonb not null,
      data jsonb not null,
      created_at timestamptz not null,
      expires_at timestamptz not null,
      primary key (profile_id, id),
      foreign key (profile_id, user_id) references users (profile_id, id) on delete cascade
    );
    create unique index sign_in_tickets_token_hash_key on sign_in_tickets (token_hash);
    create index sign_in_tickets_by_user on sign_in_tickets (profile_id, user_id);
    create index sign_in_tickets_to_purge on sign_in_tickets (expires_at);

    create table spent_challenges (
      challenge_hash bytea primary key,
      expires_at timestamptz not null
    );
    create index spent_challenges_to_purge on spent_challenges (expires_at);
    comment on table spent_challenges is 'Solved bot checks: each counts once';
  `,
  down: `
    drop table spent_challenges;
    drop table sign_in_tickets;
    drop table attempts;

    create table password_links (
      profile_id text not null,
      id text not null,
      user_id text not null,
      token_hash bytea not null,
      created_at timestamptz not null,
      expires_at timestamptz not null,
      primary key (profile_id, id),
      foreign key (profile_id, user_id) references users (profile_id, id) on delete cascade
    );
    create unique index password_links_token_key on password_links (token_hash);
    create index password_links_by_user on password_links (profile_id, user_id);
    comment on table password_links is 'A link is deleted when it is used: whoever deletes the row has won';
    insert into password_links (profile_id, id, user_id, token_hash, created_at, expires_at)
    select profile_id, id, user_id, token_hash, created_at, expires_at from one_time_tokens where purpose = 'password_link';
    drop table one_time_tokens;
  `,
};

import type { LatchkeyMigration } from "./migration.ts";

export const createFactors: LatchkeyMigration = {
  purpose: "Second factors, passkeys with their challenges, and recovery codes.",
  room: "factors",
  up: `
    create table factors (
      profile_id text not null,
      id text not null,
      user_id text not null,
      kind text not null check (kind in ('totp', 'email_code', 'sms_code', 'passkey')),
      name text not null,
      bound_to text,
      created_at timestamptz not null,
      expires_at timestamptz,
      confirmed_at timestamptz,
      last_used_at timestamptz,
      sealed_secret text,
      last_step bigint not null default 0,
      credential_id bytea,
      public_key bytea,
      counter bigint not null default 0,
      transports text[] not null default '{}',
      is_user_verified boolean not null default false,
      primary key (profile_id, id),
      foreign key (profile_id, user_id) references users (profile_id, id) on delete cascade,
      check ((confirmed_at is null) = (expires_at is not null)),
      check ((confirmed_at is null) = (bound_to is not null)),
      check (kind not in ('totp', 'sms_code') or sealed_secret is not null),
      check (kind <> 'passkey' or confirmed_at is null or (credential_id is not null and public_key is not null))
    );
    create index factors_by_user on factors (profile_id, user_id);
    create unique index factors_credential_key on factors (profile_id, credential_id) where credential_id is not null;
    create unique index factors_one_of_a_kind on factors (profile_id, user_id, kind) where confirmed_at is not null and kind <> 'passkey';
    create index factors_to_purge on factors (expires_at) where expires_at is not null;
    comment on table factors is 'Until it is confirmed a factor proves nothing, and is deleted when it expires';
    comment on column factors.bound_to is 'The session or sign-in in which it was begun, and in which alone it can be confirmed';
    comment on column factors.sealed_secret is 'Encrypted: the seed of an authenticator app, or a phone number';
    comment on column factors.last_step is 'Time step of the last code that was accepted: no code of it or of an earlier one is accepted again';
    comment on column factors.counter is 'Signature counter of a passkey; 0 where it has none';
    comment on column factors.is_user_verified is 'The passkey has once asked for a PIN or a finger: it must then do so where that counts';

    create table recovery_codes (
      profile_id text not null,
      user_id text not null,
      selector text not null,
      hash text not null,
      created_at timestamptz not null,
      primary key (profile_id, user_id, selector),
      foreign key (profile_id, user_id) references users (profile_id, id) on delete cascade
    );
    comment on table recovery_codes is 'A code is deleted when it is used: whoever deletes the row has won';
    comment on column recovery_codes.selector is 'The first two characters, by which the one hash to compare is found';
    comment on column recovery_codes.hash is 'argon2id in PHC string format';

    create table passkey_challenges (
      profile_id text not null,
      challenge_hash bytea not null,
      user_id text,
      use text not null check (use in ('enrolment', 'sign_in', 'second_factor', 'proof')),
      bound_to text not null,
      created_at timestamptz not null,
      expires_at timestamptz not null,
      primary key (profile_id, challenge_hash),
      foreign key (profile_id, user_id) references users (profile_id, id) on delete cascade
    );
    create index passkey_challenges_to_purge on passkey_challenges (expires_at);
    comment on table passkey_challenges is 'A challenge is deleted with the first answer to it, right or wrong';
  `,
  down: `drop table passkey_challenges; drop table recovery_codes; drop table factors;`,
};

import type { LatchkeyMigration } from "./migration.ts";

export const createCredentials: LatchkeyMigration = {
  purpose: "Password hashes, and one-time links with which a person chooses a password.",
  room: "credentials",
  up: `
    create table passwords (
      profile_id text not null,
      user_id text not null,
      hash text not null,
      changed_at timestamptz not null,
      primary key (profile_id, user_id),
      foreign key (profile_id, user_id) references users (profile_id, id) on delete cascade
    );
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
    comment on column passwords.hash is 'argon2id in PHC string format';
    comment on table password_links is 'A link is deleted when it is used: whoever deletes the row has won';
  `,
  down: `drop table password_links; drop table passwords;`,
};

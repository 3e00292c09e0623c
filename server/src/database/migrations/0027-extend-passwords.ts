import type { LatchkeyMigration } from "./migration.ts";

export const extendPasswords: LatchkeyMigration = {
  purpose: "Temporary passwords and earlier ones, and people who signed up but are not let in yet.",
  room: "credentials",
  up: `
    alter table passwords add column is_temporary boolean not null default false;
    comment on column passwords.is_temporary is 'Set by an administrator: a new one must be chosen at the next sign-in';
    comment on column passwords.hash is 'argon2id in PHC string format, or the hash of another system until the next sign-in';

    create table earlier_passwords (
      profile_id text not null,
      id text not null,
      user_id text not null,
      hash text not null,
      replaced_at timestamptz not null,
      primary key (profile_id, id),
      foreign key (profile_id, user_id) references users (profile_id, id) on delete cascade
    );
    create index earlier_passwords_by_user on earlier_passwords (profile_id, user_id, replaced_at desc);

    alter table users drop constraint users_status_check;
    alter table users add constraint users_status_check check (status in ('invited', 'pending', 'active', 'suspended', 'deleted'));
    alter table users add column pending_for text;
    alter table users add constraint users_pending_check check (pending_for in ('verification', 'approval') and status <> 'active' or pending_for is null and status <> 'pending');
    comment on column users.pending_for is 'What somebody who signed up waits for; kept while suspended or deleted';
  `,
  down: `
    update users set status = 'invited' where status = 'pending';
    alter table users drop constraint users_pending_check;
    alter table users drop column pending_for;
    alter table users drop constraint users_status_check;
    alter table users add constraint users_status_check check (status in ('invited', 'active', 'suspended', 'deleted'));

    drop table earlier_passwords;
    comment on column passwords.hash is 'argon2id in PHC string format';
    alter table passwords drop column is_temporary;
  `,
};

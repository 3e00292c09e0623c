import type { LatchkeyMigration } from "./migration.ts";

export const bindDevicesAndRemind: LatchkeyMigration = {
  purpose:
    "Devices and analyses may have rules about from where and when; people are told once before a second factor is due, a password or a token ends.",
  room: "restrictions",
  up: `
    alter table restrictions drop constraint restrictions_owner_type_check;
    alter table restrictions add constraint restrictions_owner_type_check
      check (owner_type in ('role', 'run_user', 'administrator', 'api_token', 'device', 'analysis'));

    create table reminders (
      profile_id text not null,
      kind text not null check (kind in ('second_factor', 'password', 'api_token', 'device_token')),
      subject_id text not null,
      due_at timestamptz not null,
      days_before smallint not null,
      sent_at timestamptz not null,
      primary key (profile_id, kind, subject_id, due_at, days_before)
    );
    comment on table reminders is 'What somebody was told is due: a row is written with the message, so that nobody is told twice';
    comment on column reminders.subject_id is 'Whose password or second factor, or which token';
    comment on column reminders.due_at is 'The date that the message spoke of: one that is moved is worth another';
    create index reminders_over on reminders (due_at);

    create index mails_by_recipient on mails (profile_id, recipient, created_at);
    create index users_unconfirmed on users (updated_at) where pending_for = 'verification';
  `,
  down: `
    drop index users_unconfirmed;
    drop index mails_by_recipient;
    drop table reminders;
    delete from restrictions where owner_type in ('device', 'analysis');
    alter table restrictions drop constraint restrictions_owner_type_check;
    alter table restrictions add constraint restrictions_owner_type_check
      check (owner_type in ('role', 'run_user', 'administrator', 'api_token'));
  `,
};

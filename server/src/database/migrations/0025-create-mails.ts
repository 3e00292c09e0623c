import type { LatchkeyMigration } from "./migration.ts";

export const createMails: LatchkeyMigration = {
  purpose: "One outbox for mail and text messages, which is also the log of what was sent and what the other side answered.",
  room: "mail",
  up: `
    create table mails (
      profile_id text not null,
      id text not null,
      user_id text,
      channel text not null check (channel in ('email', 'sms')),
      template text not null,
      lane text not null check (lane in ('code', 'notice')),
      language text not null,
      recipient text not null,
      recipient_name text,
      subject text not null,
      state text not null check (state in ('queued', 'sent', 'deferred', 'failed', 'suppressed')),
      data jsonb not null,
      sealed_secrets text,
      secrets_until timestamptz,
      attempts integer not null,
      next_try_at timestamptz,
      claimed_until timestamptz,
      answers jsonb not null,
      created_at timestamptz not null,
      sent_at timestamptz,
      primary key (profile_id, id),
      foreign key (profile_id, user_id) references users (profile_id, id) on delete cascade
    );
    create index mails_by_time on mails (profile_id, created_at, id);
    create index mails_by_user on mails (profile_id, user_id, created_at, id);
    create index mails_waiting on mails (next_try_at) where state in ('queued', 'deferred');
    create index mails_with_secrets on mails (secrets_until) where sealed_secrets is not null;
    comment on column mails.data is 'Values that the template speaks of, without those that let somebody in';
    comment on column mails.sealed_secrets is 'Codes and links, encrypted; erased when their time is over';
    comment on column mails.claimed_until is 'A node is sending it; after this time it is thought to have died';
    comment on column mails.answers is 'What the other side said at each try, newest last, secrets masked';
  `,
  down: `drop table mails;`,
};

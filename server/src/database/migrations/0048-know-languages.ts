import type { LatchkeyMigration } from "./migration.ts";

export const knowLanguages: LatchkeyMigration = {
  purpose: "The language that a person reads, for mails and for a portal on a device that knows nothing of them.",
  room: "users",
  up: `
    alter table users add column language text;
    comment on column users.language is 'BCP 47, such as en or pt-BR; null: the profile''s';
  `,
  down: `alter table users drop column language;`,
};

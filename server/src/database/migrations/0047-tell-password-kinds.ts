import type { LatchkeyMigration } from "./migration.ts";

export const tellPasswordKinds: LatchkeyMigration = {
  purpose: "The kinds of password hashes that a profile holds, told apart by what checking one costs and found without reading all.",
  room: "credentials",
  // bcrypt keeps salt and digest in one field, the others in the last two; how long a digest is counts in the cost of PBKDF2.
  up: `
    alter table passwords add column kind text not null generated always as (
      case
        when hash ~ '^[$]2[aby][$]' then 'bcrypt ' || substr(hash, 5, 2)
        else regexp_replace(hash, '[$][^$]*[$][^$]*$', '') || ' ' || length(regexp_replace(hash, '^.*[$]', ''))
      end
    ) stored;
    comment on column passwords.kind is 'Algorithm and cost of the hash: two of one kind take equally long to check';
    create index passwords_by_kind on passwords (profile_id, kind);
  `,
  down: `
    drop index passwords_by_kind;
    alter table passwords drop column kind;
  `,
};

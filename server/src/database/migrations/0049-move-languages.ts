import type { LatchkeyMigration } from "./migration.ts";

export const moveLanguages: LatchkeyMigration = {
  purpose: "Languages that TagoIO's API was told are those that mails are written in; what names no language is left out.",
  room: "compat",
  isDataOnly: true,
  up: `
    with told as (
      select profile_id, id, trim(fields ->> 'language') as language from tagoio_fields where type = 'run_user' and fields ? 'language'
    )
    update users u set language = lower(left(told.language, 2)) || coalesce('-' || upper(substring(told.language from '^..[-_](..)$')), '')
    from told
    where u.profile_id = told.profile_id and u.id = told.id and u.language is null and told.language ~ '^[A-Za-z]{2}([-_][A-Za-z]{2})?$';
    update tagoio_fields set fields = fields - 'language' where type = 'run_user' and fields ? 'language';
  `,
  down: `
    insert into tagoio_fields (profile_id, type, id, fields)
    select profile_id, 'run_user', id, jsonb_build_object('language', language) from users where language is not null and profile_id in (select id from profiles)
    on conflict (profile_id, type, id) do update set fields = tagoio_fields.fields || excluded.fields;
  `,
};

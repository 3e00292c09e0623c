import type { LatchkeyMigration } from "./migration.ts";

export const findLettersAndKeys: LatchkeyMigration = {
  purpose:
    "Any part of a name or address, be it one letter or not Latin, a tag key with whatever value, and whoever carries one tag and not another, found by index.",
  room: "users",
  // Trigrams know no part of fewer than three letters, and where the database's letters are those of ASCII, as in the embedded one,
  // none of İstanbul or Москва. All runs of three letters, and the two at the end, tell of every part: a shorter one begins a run.
  up: String.raw`
    create function letters_of(content text) returns tsvector language sql immutable strict parallel safe cost 1000
    return array_to_tsvector(array_remove(string_to_array(
      regexp_replace(content, '...', '\&' || chr(1), 'g') || chr(1)
      || regexp_replace(substr(content, 2), '...', '\&' || chr(1), 'g') || chr(1)
      || regexp_replace(substr(content, 3), '...', '\&' || chr(1), 'g'), chr(1)), ''));

    create function letters_wanted(part text) returns tsquery language sql immutable strict parallel safe
    return ('''' || replace(replace(replace(
      case when length(part) < 3 then part else rtrim(
        rtrim(regexp_replace(part, '(...)|.', '\1' || chr(1), 'g'), chr(1)) || chr(1)
        || rtrim(regexp_replace(substr(part, 2), '(...)|.', '\1' || chr(1), 'g'), chr(1)) || chr(1)
        || regexp_replace(substr(part, 3), '(...)|.', '\1' || chr(1), 'g'), chr(1)) end,
      '\', '\\'), '''', ''''''), chr(1), ''' & ''') || case when length(part) < 3 then ''':*' else '''' end)::tsquery;

    create function tag_keys(tags text[]) returns text[] language plpgsql immutable strict parallel safe cost 1000 as $$
    declare
      pair text;
      keys text[] := '{}';
    begin
      foreach pair in array tags loop
        keys := keys || split_part(pair, '=', 1);
      end loop;
      return keys;
    end $$;

    create index users_by_letters on users using gin (letters_of(lower(name || ' ' || coalesce(email, ''))));
    create index users_by_tag_keys on users using gin (tag_keys(tags));
    create index users_by_tag_sets on users using gin (array_to_tsvector(tags));
    drop index users_by_search;
    -- Which letters and keys are frequent is known from here on, and not only once a tenth of all users has changed.
    analyze users;
  `,
  down: `
    create index users_by_search on users using gin (lower(name || ' ' || coalesce(email, '')) gin_trgm_ops);
    drop index users_by_tag_sets;
    drop index users_by_tag_keys;
    drop index users_by_letters;
    drop function tag_keys(text[]);
    drop function letters_wanted(text);
    drop function letters_of(text);
  `,
};

import type { LatchkeyMigration } from "./migration.ts";

export const createActions: LatchkeyMigration = {
  purpose: "What is done when something changes, in words of our own; TagoIO's triggers are kept as they were sent.",
  room: "actions",
  up: `
    create table actions (
      profile_id text not null references profiles (id) on delete cascade,
      id text not null,
      name text not null,
      description text,
      is_active boolean not null,
      is_locked boolean not null,
      tags text[] not null default '{}',
      triggers jsonb not null,
      outcome jsonb not null,
      sealed_headers text,
      last_triggered_at timestamptz,
      pace_minute integer not null,
      pace_count integer not null,
      created_at timestamptz not null,
      updated_at timestamptz not null,
      primary key (profile_id, id)
    );
    comment on column actions.triggers is 'List of resource, moment, tagKey, tagValue: any of them is enough';
    comment on column actions.outcome is 'Type and what it is done with';
    comment on column actions.sealed_headers is 'Of a webhook: what its receiver trusts';
    comment on column actions.pace_minute is 'Minute since 1970 in which it ran last, or is to run';

    insert into actions
    select profile_id, id, fields ->> 'name', fields ->> 'description',
      (fields ->> 'active')::boolean, (fields ->> 'lock')::boolean,
      array(select jsonb_array_elements_text(fields -> 'tags')),
      (select jsonb_agg(jsonb_build_object(
          'resource', case t ->> 'resource' when 'bucket' then 'device' when 'am' then 'policy' when 'user' then 'run_user' else t ->> 'resource' end,
          'moment', t -> 'when', 'tagKey', nullif(t ->> 'tag_key', ''), 'tagValue', nullif(t ->> 'tag_value', '')) order by n)
        from jsonb_array_elements(fields -> 'trigger') with ordinality as e (t, n)),
      case fields #>> '{action,type}'
        when 'script' then jsonb_build_object('type', 'run_analyses', 'analysisIds', fields #> '{action,script}')
        when 'notification' then jsonb_build_object('type', 'tell_administrators',
          'title', fields #> '{action,subject}', 'message', fields #> '{action,message}')
        when 'notification_run' then jsonb_build_object('type', 'tell_user', 'userId', fields #> '{action,run_user}',
          'title', fields #> '{action,subject}', 'message', fields #> '{action,message}')
        else jsonb_build_object('type', 'call', 'url', fields #> '{action,url}') end,
      fields ->> 'sealed_headers', (fields ->> 'last_triggered')::timestamptz,
      (fields #>> '{pace,minute}')::integer, (fields #>> '{pace,count}')::integer,
      (fields ->> 'created_at')::timestamptz, (fields ->> 'updated_at')::timestamptz
    from tagoio_fields where type = 'action';
    update tagoio_fields set fields = jsonb_build_object('trigger', fields -> 'trigger') where type = 'action';
  `,
  down: `
    update tagoio_fields f set fields = f.fields || jsonb_build_object(
      'name', a.name, 'description', a.description, 'active', a.is_active, 'lock', a.is_locked, 'tags', to_jsonb(a.tags), 'type', 'resource',
      'action', case a.outcome ->> 'type'
        when 'run_analyses' then jsonb_build_object('type', 'script', 'script', a.outcome -> 'analysisIds')
        when 'tell_administrators' then jsonb_build_object('type', 'notification',
          'subject', a.outcome -> 'title', 'message', a.outcome -> 'message')
        when 'tell_user' then jsonb_build_object('type', 'notification_run', 'run_user', a.outcome -> 'userId',
          'subject', a.outcome -> 'title', 'message', a.outcome -> 'message')
        else jsonb_build_object('type', 'post', 'url', a.outcome -> 'url') end,
      'sealed_headers', a.sealed_headers, 'last_triggered', to_jsonb(a.last_triggered_at),
      'pace', jsonb_build_object('minute', a.pace_minute, 'count', a.pace_count),
      'created_at', to_jsonb(a.created_at), 'updated_at', to_jsonb(a.updated_at))
    from actions a where f.type = 'action' and f.profile_id = a.profile_id and f.id = a.id;
    drop table actions;
  `,
};

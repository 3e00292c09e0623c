-- The schema that all migrations together make, for reading: the migrations are what runs.
-- Written by `LATCHKEY_UPDATE=1 npx vitest run server/test/schema.test.ts`.

create extension if not exists pg_trgm;

CREATE OR REPLACE FUNCTION letters_of(content text)
 RETURNS tsvector
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT COST 1000
RETURN array_to_tsvector(array_remove(string_to_array(((((regexp_replace(content, '...'::text, ('\&'::text || chr(1)), 'g'::text) || chr(1)) || regexp_replace(substr(content, 2), '...'::text, ('\&'::text || chr(1)), 'g'::text)) || chr(1)) || regexp_replace(substr(content, 3), '...'::text, ('\&'::text || chr(1)), 'g'::text)), chr(1)), ''::text));

CREATE OR REPLACE FUNCTION letters_wanted(part text)
 RETURNS tsquery
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
RETURN (((''''::text || replace(replace(replace(CASE WHEN (length(part) < 3) THEN part ELSE rtrim(((((rtrim(regexp_replace(part, '(...)|.'::text, ('\1'::text || chr(1)), 'g'::text), chr(1)) || chr(1)) || rtrim(regexp_replace(substr(part, 2), '(...)|.'::text, ('\1'::text || chr(1)), 'g'::text), chr(1))) || chr(1)) || regexp_replace(substr(part, 3), '(...)|.'::text, ('\1'::text || chr(1)), 'g'::text)), chr(1)) END, '\'::text, '\\'::text), ''''::text, ''''''::text), chr(1), ''' & '''::text)) || CASE WHEN (length(part) < 3) THEN ''':*'::text ELSE ''''::text END))::tsquery;

CREATE OR REPLACE FUNCTION tag_keys(tags text[])
 RETURNS text[]
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE STRICT COST 1000
AS $function$
    declare
      pair text;
      keys text[] := '{}';
    begin
      foreach pair in array tags loop
        keys := keys || split_part(pair, '=', 1);
      end loop;
      return keys;
    end $function$;

create table actions (
  profile_id text not null,
  id text not null,
  name text not null,
  description text,
  is_active boolean not null,
  is_locked boolean not null,
  tags text[] default '{}'::text[] not null,
  triggers jsonb not null,
  outcome jsonb not null,
  sealed_headers text,
  last_triggered_at timestamp with time zone,
  pace_minute integer not null,
  pace_count integer not null,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint actions_pkey PRIMARY KEY (profile_id, id)
);
comment on column actions.triggers is 'List of resource, moment, tagKey, tagValue: any of them is enough';
comment on column actions.outcome is 'Type and what it is done with';
comment on column actions.sealed_headers is 'Of a webhook: what its receiver trusts';
comment on column actions.pace_minute is 'Minute since 1970 in which it ran last, or is to run';

create table analyses (
  profile_id text not null,
  id text not null,
  name text not null,
  description text not null,
  is_active boolean default true not null,
  tags text[] default '{}'::text[] not null,
  token_hash bytea not null,
  token_hint text not null,
  last_used_at timestamp with time zone,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint analyses_pkey PRIMARY KEY (profile_id, id)
);
CREATE INDEX analyses_by_created_at ON analyses USING btree (profile_id, created_at, id);
CREATE INDEX analyses_by_name ON analyses USING btree (profile_id, lower(name), id);
CREATE INDEX analyses_by_tags ON analyses USING gin (tags);
CREATE UNIQUE INDEX analyses_token_key ON analyses USING btree (token_hash);

create table api_tokens (
  profile_id text not null,
  id text not null,
  name text not null,
  permission text not null,
  token_hash bytea not null,
  token_hint text not null,
  expires_at timestamp with time zone,
  last_used_at timestamp with time zone,
  created_at timestamp with time zone not null,
  constraint api_tokens_pkey PRIMARY KEY (profile_id, id),
  constraint api_tokens_permission_check CHECK (permission = ANY (ARRAY['full'::text, 'read'::text, 'write'::text]))
);
CREATE UNIQUE INDEX api_tokens_token_key ON api_tokens USING btree (token_hash);
comment on column api_tokens.last_used_at is 'Exact to the minute: a busy token must not rewrite its row on every call';

create table attempts (
  profile_id text not null,
  kind text not null,
  name text not null,
  id text not null,
  failures integer not null,
  last_failure_at timestamp with time zone not null,
  locked_until timestamp with time zone,
  constraint attempts_pkey PRIMARY KEY (profile_id, kind, name),
  constraint attempts_kind_check CHECK (kind = ANY (ARRAY['password'::text, 'code'::text, 'second_factor'::text, 'address'::text]))
);
CREATE INDEX attempts_locked ON attempts USING btree (profile_id, locked_until DESC) WHERE locked_until IS NOT NULL;
CREATE INDEX attempts_to_purge ON attempts USING btree (last_failure_at);
comment on column attempts.failures is 'Counted before the try is checked, so that tries at the same time cannot exceed the limit; a success takes it back';

create table audit_entries (
  profile_id text not null,
  id text not null,
  at timestamp with time zone not null,
  actor_type text not null,
  actor_id text,
  actor_name text not null,
  action text not null,
  object_type text,
  object_id text,
  object_name text,
  result text not null,
  reason text,
  before jsonb,
  after jsonb,
  ip text,
  user_agent text,
  request_id text,
  acting_as_id text,
  acting_as_name text,
  constraint audit_entries_pkey PRIMARY KEY (profile_id, id)
);
CREATE INDEX audit_entries_by_actor ON audit_entries USING btree (profile_id, actor_id, at DESC, id DESC);
CREATE INDEX audit_entries_by_object ON audit_entries USING btree (profile_id, object_id, at DESC, id DESC);
CREATE INDEX audit_entries_by_time ON audit_entries USING btree (profile_id, at DESC, id DESC);
comment on column audit_entries.profile_id is 'Twenty-four zeros for entries that belong to no profile';
comment on column audit_entries.actor_name is 'As it was then: the actor may be renamed or deleted later';
comment on column audit_entries.before is 'Changed fields as they were; null for a creation';
comment on column audit_entries.after is 'Changed fields as they are; null for a deletion';
comment on column audit_entries.acting_as_id is 'The run user as whom the actor was signed in, for support';

create table browsers (
  profile_id text not null,
  id text not null,
  user_id text not null,
  token_hash bytea not null,
  place text not null,
  status text not null,
  name text,
  user_agent text,
  ip text,
  created_at timestamp with time zone not null,
  last_seen_at timestamp with time zone not null,
  trusted_until timestamp with time zone,
  decided_at timestamp with time zone,
  decided_by text,
  constraint browsers_pkey PRIMARY KEY (profile_id, id),
  constraint browsers_place_check CHECK (place = ANY (ARRAY['console'::text, 'portal'::text])),
  constraint browsers_status_check CHECK (status = ANY (ARRAY['known'::text, 'pending'::text, 'approved'::text, 'rejected'::text]))
);
CREATE INDEX browsers_pending ON browsers USING btree (profile_id, created_at, id) WHERE status = 'pending'::text;
CREATE UNIQUE INDEX browsers_token_key ON browsers USING btree (profile_id, user_id, token_hash);
comment on column browsers.token_hash is 'Of a long-lived cookie; people who share a browser share the cookie and have a row each';
comment on column browsers.name is 'Chosen by the person; null until then';
comment on column browsers.decided_by is 'Name of the administrator who approved or rejected it';

create table bulk_tag_jobs (
  profile_id text not null,
  id text not null,
  of_type text not null,
  chosen jsonb not null,
  steps jsonb not null,
  state text not null,
  matched_count integer not null,
  seen_count integer not null,
  changed_count integer not null,
  refused_count integer not null,
  undone_count integer not null,
  kept_count integer not null,
  after_id text not null,
  reason text,
  undo_reason text,
  undo_by jsonb,
  created_by jsonb not null,
  created_at timestamp with time zone not null,
  finished_at timestamp with time zone,
  undoable_until timestamp with time zone,
  constraint bulk_tag_jobs_pkey PRIMARY KEY (profile_id, id),
  constraint bulk_tag_jobs_of_type_check CHECK (of_type = ANY (ARRAY['run_user'::text, 'dashboard'::text, 'device'::text])),
  constraint bulk_tag_jobs_state_check CHECK (state = ANY (ARRAY['running'::text, 'done'::text, 'undoing'::text, 'undone'::text, 'failed'::text]))
);
CREATE INDEX bulk_tag_jobs_at_work ON bulk_tag_jobs USING btree (created_at) WHERE state = ANY (ARRAY['running'::text, 'undoing'::text]);
CREATE INDEX bulk_tag_jobs_by_created_at ON bulk_tag_jobs USING btree (profile_id, created_at, id);
CREATE INDEX bulk_tag_jobs_undoable ON bulk_tag_jobs USING btree (undoable_until) WHERE undoable_until IS NOT NULL;
comment on column bulk_tag_jobs.chosen is 'Who is meant: a filter and a moment, or the ids of chosen rows';
comment on column bulk_tag_jobs.refused_count is 'Left as they were: somebody changed them at that moment, or the tags would not fit';
comment on column bulk_tag_jobs.kept_count is 'Not taken back: changed by somebody else since';
comment on column bulk_tag_jobs.after_id is 'The last id that was looked at: work goes on from there, on whichever node';

create table bulk_tag_patches (
  profile_id text not null,
  job_id text not null,
  id text not null,
  before text[] not null,
  after text[] not null,
  outcome text,
  constraint bulk_tag_patches_pkey PRIMARY KEY (profile_id, job_id, id),
  constraint bulk_tag_patches_outcome_check CHECK (outcome = ANY (ARRAY['undone'::text, 'kept'::text]))
);
comment on column bulk_tag_patches.before is 'The inverse: what undoing puts back, where the tags are still as the job left them';

create table dashboards (
  profile_id text not null,
  id text not null,
  name text not null,
  description text not null,
  tags text[] default '{}'::text[] not null,
  tabs jsonb default '[]'::jsonb not null,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint dashboards_pkey PRIMARY KEY (profile_id, id)
);
CREATE INDEX dashboards_by_created_at ON dashboards USING btree (profile_id, created_at, id);
CREATE INDEX dashboards_by_name ON dashboards USING btree (profile_id, lower(name), id);
CREATE INDEX dashboards_by_tags ON dashboards USING gin (tags);
CREATE INDEX dashboards_by_updated_at ON dashboards USING btree (profile_id, updated_at, id);
comment on column dashboards.tabs is 'List of id and name, in order';

create table data_output (
  profile_id text not null,
  month date not null,
  slot smallint not null,
  records bigint not null,
  constraint data_output_pkey PRIMARY KEY (profile_id, month, slot)
);
comment on column data_output.slot is 'One of 16, chosen at random: viewers at the same time do not wait for one row';

create table data_output_limits (
  profile_id text not null,
  records_max bigint not null,
  warned_month date,
  constraint data_output_limits_pkey PRIMARY KEY (profile_id)
);
comment on column data_output_limits.warned_month is 'The month in which administrators were last told that the end is near';

create table data_records (
  profile_id text not null,
  device_id text not null,
  id text not null,
  variable text not null,
  number_value double precision,
  text_value text,
  boolean_value boolean,
  unit text,
  "time" timestamp with time zone not null,
  metadata jsonb,
  constraint data_records_pkey PRIMARY KEY (profile_id, device_id, id),
  constraint data_records_check CHECK (num_nonnulls(number_value, text_value, boolean_value) = 1)
);
CREATE INDEX data_records_by_time ON data_records USING btree (profile_id, device_id, "time" DESC, id DESC);
CREATE INDEX data_records_by_variable ON data_records USING btree (profile_id, device_id, variable, "time" DESC, id DESC);
comment on column data_records.variable is 'Lower case';

create table decision_log (
  profile_id text not null,
  id text not null,
  day date not null,
  subject_type text not null,
  subject_id text not null,
  action text not null,
  resource_type text not null,
  resource_id text not null,
  decision text not null,
  count bigint not null,
  rules jsonb not null,
  first_at timestamp with time zone not null,
  last_at timestamp with time zone not null,
  constraint decision_log_pkey PRIMARY KEY (profile_id, id),
  constraint decision_log_decision_check CHECK (decision = ANY (ARRAY['allow'::text, 'deny'::text]))
);
CREATE INDEX decision_log_by_day ON decision_log USING btree (day);
CREATE INDEX decision_log_by_last_at ON decision_log USING btree (profile_id, last_at, id);
CREATE INDEX decision_log_by_resource ON decision_log USING btree (profile_id, resource_id, last_at, id);
CREATE INDEX decision_log_by_subject ON decision_log USING btree (profile_id, subject_id, last_at, id);
CREATE UNIQUE INDEX decision_log_question_key ON decision_log USING btree (profile_id, day, subject_id, resource_id, action, resource_type, subject_type, decision);
comment on table decision_log is 'One row for each subject, action, resource and decision a UTC day';
comment on column decision_log.resource_id is 'Empty for a resource that was to be created';
comment on column decision_log.rules is 'Those that decided the last time';

create table deletion_requests (
  profile_id text not null,
  id text not null,
  user_id text not null,
  mode text not null,
  reason text,
  requested_at timestamp with time zone not null,
  due_at timestamp with time zone,
  constraint deletion_requests_pkey PRIMARY KEY (profile_id, id),
  constraint deletion_requests_profile_id_user_id_key UNIQUE (profile_id, user_id),
  constraint deletion_requests_mode_check CHECK (mode = ANY (ARRAY['mail_owner'::text, 'delete'::text, 'webhook'::text, 'analysis'::text]))
);
CREATE INDEX deletion_requests_due ON deletion_requests USING btree (due_at) WHERE due_at IS NOT NULL;
comment on column deletion_requests.due_at is 'When the account goes by itself; null where somebody decides';

create table device_tokens (
  profile_id text not null,
  id text not null,
  device_id text not null,
  name text not null,
  permission text not null,
  token_hash bytea not null,
  token_hint text not null,
  expires_at timestamp with time zone,
  created_at timestamp with time zone not null,
  constraint device_tokens_pkey PRIMARY KEY (profile_id, id),
  constraint device_tokens_token_hash_key UNIQUE (token_hash),
  constraint device_tokens_permission_check CHECK (permission = ANY (ARRAY['full'::text, 'read'::text, 'write'::text]))
);
CREATE INDEX device_tokens_by_device ON device_tokens USING btree (profile_id, device_id);

create table devices (
  profile_id text not null,
  id text not null,
  name text not null,
  tags text[] default '{}'::text[] not null,
  token_hash bytea not null,
  token_hint text not null,
  record_count bigint default 0 not null,
  last_input_at timestamp with time zone,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint devices_pkey PRIMARY KEY (profile_id, id)
);
CREATE INDEX devices_by_created_at ON devices USING btree (profile_id, created_at, id);
CREATE INDEX devices_by_last_input_at ON devices USING btree (profile_id, last_input_at, id);
CREATE INDEX devices_by_name ON devices USING btree (profile_id, lower(name), id);
CREATE INDEX devices_by_tags ON devices USING gin (tags);
CREATE UNIQUE INDEX devices_token_key ON devices USING btree (token_hash);

create table earlier_passwords (
  profile_id text not null,
  id text not null,
  user_id text not null,
  hash text not null,
  replaced_at timestamp with time zone not null,
  constraint earlier_passwords_pkey PRIMARY KEY (profile_id, id)
);
CREATE INDEX earlier_passwords_by_user ON earlier_passwords USING btree (profile_id, user_id, replaced_at DESC);

create table external_resources (
  profile_id text not null,
  type text not null,
  id text not null,
  name text not null,
  tags text[] default '{}'::text[] not null,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint external_resources_pkey PRIMARY KEY (profile_id, type, id)
);
CREATE INDEX external_resources_by_created_at ON external_resources USING btree (profile_id, type, created_at, id);
CREATE INDEX external_resources_by_name ON external_resources USING btree (profile_id, type, lower(name), id);
CREATE INDEX external_resources_by_tags ON external_resources USING gin (tags);
comment on column external_resources.id is 'The id that the other application gives it, whatever it looks like';

create table factors (
  profile_id text not null,
  id text not null,
  user_id text not null,
  kind text not null,
  name text not null,
  bound_to text,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone,
  confirmed_at timestamp with time zone,
  last_used_at timestamp with time zone,
  sealed_secret text,
  last_step bigint default 0 not null,
  credential_id bytea,
  public_key bytea,
  counter bigint default 0 not null,
  transports text[] default '{}'::text[] not null,
  is_user_verified boolean default false not null,
  constraint factors_pkey PRIMARY KEY (profile_id, id),
  constraint factors_check CHECK ((confirmed_at IS NULL) = (expires_at IS NOT NULL)),
  constraint factors_check1 CHECK ((confirmed_at IS NULL) = (bound_to IS NOT NULL)),
  constraint factors_check2 CHECK ((kind <> ALL (ARRAY['totp'::text, 'sms_code'::text])) OR sealed_secret IS NOT NULL),
  constraint factors_check3 CHECK (kind <> 'passkey'::text OR confirmed_at IS NULL OR credential_id IS NOT NULL AND public_key IS NOT NULL),
  constraint factors_kind_check CHECK (kind = ANY (ARRAY['totp'::text, 'email_code'::text, 'sms_code'::text, 'passkey'::text]))
);
CREATE INDEX factors_by_user ON factors USING btree (profile_id, user_id);
CREATE INDEX factors_to_purge ON factors USING btree (expires_at) WHERE expires_at IS NOT NULL;
CREATE UNIQUE INDEX factors_credential_key ON factors USING btree (profile_id, credential_id) WHERE credential_id IS NOT NULL;
CREATE UNIQUE INDEX factors_one_of_a_kind ON factors USING btree (profile_id, user_id, kind) WHERE confirmed_at IS NOT NULL AND kind <> 'passkey'::text;
comment on table factors is 'Until it is confirmed a factor proves nothing, and is deleted when it expires';
comment on column factors.bound_to is 'The session or sign-in in which it was begun, and in which alone it can be confirmed';
comment on column factors.sealed_secret is 'Encrypted: the seed of an authenticator app, or a phone number';
comment on column factors.last_step is 'Time step of the last code that was accepted: no code of it or of an earlier one is accepted again';
comment on column factors.counter is 'Signature counter of a passkey; 0 where it has none';
comment on column factors.is_user_verified is 'The passkey has once asked for a PIN or a finger: it must then do so where that counts';

create table group_removals (
  profile_id text not null,
  group_id text not null,
  access_revision bigint not null,
  constraint group_removals_pkey PRIMARY KEY (profile_id, group_id)
);
CREATE INDEX group_removals_by_revision ON group_removals USING btree (profile_id, access_revision);
comment on table group_removals is 'Deleted groups, so that a node can take them out of its compiled set without reading all others';

create table groups (
  profile_id text not null,
  id text not null,
  name text not null,
  description text not null,
  parent_id text,
  rule jsonb,
  tags text[] default '{}'::text[] not null,
  managed_by text,
  version integer not null,
  access_revision bigint not null,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  revert_at timestamp with time zone,
  revert_by text,
  revert_version integer,
  are_members_managed boolean default false not null,
  constraint groups_pkey PRIMARY KEY (profile_id, id)
);
CREATE INDEX groups_by_name ON groups USING btree (profile_id, lower(name), id);
CREATE INDEX groups_by_parent ON groups USING btree (profile_id, parent_id);
CREATE INDEX groups_by_revert_at ON groups USING btree (revert_at) WHERE revert_at IS NOT NULL;
CREATE INDEX groups_by_revision ON groups USING btree (profile_id, access_revision);
CREATE UNIQUE INDEX groups_name_key ON groups USING btree (profile_id, lower(name));
comment on column groups.rule is 'Whoever carries all or any of these tags directly is a member; null for members by hand only';
comment on column groups.tags is 'Inherited by every member and every group below';
comment on column groups.access_revision is 'Revision of the profile that this save made: a node loads only what is newer than what it has compiled';
comment on column groups.are_members_managed is 'The file that keeps the group says who is a member by hand, too';

create table live_messages (
  profile_id text not null,
  id text not null,
  channel text not null,
  payload jsonb not null,
  created_at timestamp with time zone not null,
  constraint live_messages_pkey PRIMARY KEY (profile_id, id)
);
CREATE INDEX live_messages_newest ON live_messages USING btree (created_at);

create table mails (
  profile_id text not null,
  id text not null,
  user_id text,
  channel text not null,
  template text not null,
  lane text not null,
  language text not null,
  recipient text not null,
  recipient_name text,
  subject text not null,
  state text not null,
  data jsonb not null,
  sealed_secrets text,
  secrets_until timestamp with time zone,
  attempts integer not null,
  next_try_at timestamp with time zone,
  claimed_until timestamp with time zone,
  answers jsonb not null,
  created_at timestamp with time zone not null,
  sent_at timestamp with time zone,
  constraint mails_pkey PRIMARY KEY (profile_id, id),
  constraint mails_channel_check CHECK (channel = ANY (ARRAY['email'::text, 'sms'::text])),
  constraint mails_lane_check CHECK (lane = ANY (ARRAY['code'::text, 'notice'::text])),
  constraint mails_state_check CHECK (state = ANY (ARRAY['queued'::text, 'sent'::text, 'deferred'::text, 'failed'::text, 'suppressed'::text]))
);
CREATE INDEX mails_by_recipient ON mails USING btree (profile_id, recipient, created_at);
CREATE INDEX mails_by_time ON mails USING btree (profile_id, created_at, id);
CREATE INDEX mails_by_user ON mails USING btree (profile_id, user_id, created_at, id);
CREATE INDEX mails_waiting ON mails USING btree (next_try_at) WHERE state = ANY (ARRAY['queued'::text, 'deferred'::text]);
CREATE INDEX mails_with_secrets ON mails USING btree (secrets_until) WHERE sealed_secrets IS NOT NULL;
comment on column mails.data is 'Values that the template speaks of, without those that let somebody in';
comment on column mails.sealed_secrets is 'Codes and links, encrypted; erased when their time is over';
comment on column mails.claimed_until is 'A node is sending it; after this time it is thought to have died';
comment on column mails.answers is 'What the other side said at each try, newest last, secrets masked';

create table memberships (
  profile_id text not null,
  administrator_id text not null,
  created_at timestamp with time zone not null,
  is_limited boolean default false not null,
  constraint memberships_pkey PRIMARY KEY (profile_id, administrator_id)
);
CREATE INDEX memberships_by_administrator ON memberships USING btree (administrator_id);
comment on column memberships.is_limited is 'Governed by roles and policies; without it, full access to the profile';

create table monitor_effects (
  profile_id text not null,
  id text not null,
  policy_id text not null,
  day date not null,
  subject_type text not null,
  subject_id text not null,
  action text not null,
  resource_type text not null,
  resource_id text not null,
  decided text not null,
  would_be text not null,
  count bigint not null,
  last_at timestamp with time zone not null,
  constraint monitor_effects_pkey PRIMARY KEY (profile_id, id),
  constraint monitor_effects_decided_check CHECK (decided = ANY (ARRAY['allow'::text, 'deny'::text])),
  constraint monitor_effects_would_be_check CHECK (would_be = ANY (ARRAY['allow'::text, 'deny'::text]))
);
CREATE INDEX monitor_effects_by_day ON monitor_effects USING btree (day);
CREATE INDEX monitor_effects_by_last_at ON monitor_effects USING btree (profile_id, policy_id, last_at, id);
CREATE UNIQUE INDEX monitor_effects_question_key ON monitor_effects USING btree (profile_id, policy_id, day, subject_id, resource_id, action, resource_type, subject_type, would_be);
comment on table monitor_effects is 'Decisions that the policy would have changed, had it been active';

create table notifications (
  profile_id text not null,
  id text not null,
  user_id text,
  title text not null,
  message text not null,
  buttons jsonb not null,
  closes_after_press boolean not null,
  pressed_button_id text,
  is_read boolean not null,
  created_at timestamp with time zone not null,
  constraint notifications_pkey PRIMARY KEY (profile_id, id)
);
CREATE INDEX notifications_age ON notifications USING btree (created_at);
CREATE INDEX notifications_newest ON notifications USING btree (profile_id, user_id, created_at, id);
CREATE INDEX notifications_unread ON notifications USING btree (profile_id, user_id) WHERE NOT is_read;
comment on column notifications.user_id is 'Null: for the administrators of the profile';

create table object_versions (
  profile_id text not null,
  object_type text not null,
  object_id text not null,
  version integer not null,
  change text not null,
  name text not null,
  body jsonb not null,
  author text not null,
  reason text,
  overrides text[] default '{}'::text[] not null,
  restored_from integer,
  at timestamp with time zone not null,
  constraint object_versions_pkey PRIMARY KEY (profile_id, object_type, object_id, version),
  constraint object_versions_change_check CHECK (change = ANY (ARRAY['created'::text, 'updated'::text, 'restored'::text, 'deleted'::text])),
  constraint object_versions_object_type_check CHECK (object_type = ANY (ARRAY['policy'::text, 'role'::text, 'group'::text]))
);
CREATE INDEX object_versions_deleted ON object_versions USING btree (profile_id, object_type, at, object_id) WHERE change = 'deleted'::text;
comment on table object_versions is 'What a policy, role or group was at any moment; a deletion is a version too, with the last body';

create table one_time_tokens (
  profile_id text not null,
  id text not null,
  user_id text not null,
  purpose text not null,
  subject text not null,
  token_hash bytea not null,
  sealed_code text,
  tries_left integer not null,
  data jsonb not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  constraint one_time_tokens_pkey PRIMARY KEY (profile_id, id)
);
CREATE INDEX one_time_tokens_to_purge ON one_time_tokens USING btree (expires_at);
CREATE UNIQUE INDEX one_time_tokens_purpose_key ON one_time_tokens USING btree (profile_id, user_id, purpose, subject);
CREATE UNIQUE INDEX one_time_tokens_token_hash_key ON one_time_tokens USING btree (token_hash);
comment on table one_time_tokens is 'Every single-use link and code; whoever deletes the row has used it';
comment on column one_time_tokens.subject is 'Several of one purpose may be valid when they are about different things; mostly empty';
comment on column one_time_tokens.sealed_code is 'Digest, sealed: short codes would be guessed from a digest alone';
comment on column one_time_tokens.tries_left is 'Each try at the code takes one, right or wrong, on a connection of its own';

create table passkey_challenges (
  profile_id text not null,
  challenge_hash bytea not null,
  user_id text,
  use text not null,
  bound_to text not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  constraint passkey_challenges_pkey PRIMARY KEY (profile_id, challenge_hash),
  constraint passkey_challenges_use_check CHECK (use = ANY (ARRAY['enrolment'::text, 'sign_in'::text, 'second_factor'::text, 'proof'::text]))
);
CREATE INDEX passkey_challenges_to_purge ON passkey_challenges USING btree (expires_at);
comment on table passkey_challenges is 'A challenge is deleted with the first answer to it, right or wrong';

create table passwords (
  profile_id text not null,
  user_id text not null,
  hash text not null,
  changed_at timestamp with time zone not null,
  is_temporary boolean default false not null,
  kind text generated always as (
CASE
    WHEN hash ~ '^[$]2[aby][$]'::text THEN 'bcrypt '::text || substr(hash, 5, 2)
    ELSE (regexp_replace(hash, '[$][^$]*[$][^$]*$'::text, ''::text) || ' '::text) || length(regexp_replace(hash, '^.*[$]'::text, ''::text))
END) stored not null,
  constraint passwords_pkey PRIMARY KEY (profile_id, user_id)
);
CREATE INDEX passwords_by_kind ON passwords USING btree (profile_id, kind);
comment on column passwords.hash is 'argon2id in PHC string format, or the hash of another system until the next sign-in';
comment on column passwords.is_temporary is 'Set by an administrator: a new one must be chosen at the next sign-in';
comment on column passwords.kind is 'Algorithm and cost of the hash: two of one kind take equally long to check';

create table policies (
  profile_id text not null,
  id text not null,
  name text not null,
  description text not null,
  status text not null,
  targets jsonb not null,
  permissions jsonb not null,
  tags text[] default '{}'::text[] not null,
  version integer not null,
  access_revision bigint not null,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  updated_by text not null,
  conditions jsonb default '{}'::jsonb not null,
  tests jsonb default '[]'::jsonb not null,
  managed_by text,
  uses_since timestamp with time zone not null,
  revert_at timestamp with time zone,
  revert_by text,
  revert_version integer,
  constraint policies_pkey PRIMARY KEY (profile_id, id),
  constraint policies_status_check CHECK (status = ANY (ARRAY['draft'::text, 'monitor'::text, 'active'::text]))
);
CREATE INDEX policies_by_name ON policies USING btree (profile_id, lower(name), id);
CREATE INDEX policies_by_revert_at ON policies USING btree (revert_at) WHERE revert_at IS NOT NULL;
CREATE INDEX policies_by_revision ON policies USING btree (profile_id, access_revision);
CREATE INDEX policies_by_updated_at ON policies USING btree (profile_id, updated_at, id);
CREATE INDEX policies_with_tests ON policies USING btree (profile_id) WHERE tests <> '[]'::jsonb;
comment on column policies.version is 'Counts saves; a save must name the version it read';
comment on column policies.access_revision is 'Revision of the profile that this save made: a node loads only what is newer than what it has compiled';
comment on column policies.managed_by is 'Mark of the file that the policy is kept in: only a save with the same mark changes it';
comment on column policies.uses_since is 'Since when decisions by the policy are logged';
comment on column policies.revert_version is 'What it goes back to; null with a time set: it was not there before and is deleted';

create table policy_removals (
  profile_id text not null,
  policy_id text not null,
  access_revision bigint not null,
  constraint policy_removals_pkey PRIMARY KEY (profile_id, policy_id)
);
CREATE INDEX policy_removals_by_revision ON policy_removals USING btree (profile_id, access_revision);
comment on table policy_removals is 'Deleted policies, so that a node can take them out of its compiled set without reading all others';

create table profiles (
  id text not null,
  name text not null,
  slug text not null,
  time_zone text not null,
  language text not null,
  signup jsonb not null,
  access_revision bigint default 0 not null,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint profiles_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX profiles_slug_key ON profiles USING btree (slug);
comment on column profiles.slug is 'Portal address: /p/<slug>';
comment on column profiles.signup is 'Whether sign-up is open, and the own form fields';
comment on column profiles.access_revision is 'Counts changes of policies; a node with older compiled policies catches up before it decides';

create table recovery_codes (
  profile_id text not null,
  user_id text not null,
  selector text not null,
  hash text not null,
  created_at timestamp with time zone not null,
  constraint recovery_codes_pkey PRIMARY KEY (profile_id, user_id, selector)
);
comment on table recovery_codes is 'A code is deleted when it is used: whoever deletes the row has won';
comment on column recovery_codes.selector is 'The first two characters, by which the one hash to compare is found';
comment on column recovery_codes.hash is 'argon2id in PHC string format';

create table reminders (
  profile_id text not null,
  kind text not null,
  subject_id text not null,
  due_at timestamp with time zone not null,
  days_before smallint not null,
  sent_at timestamp with time zone not null,
  constraint reminders_pkey PRIMARY KEY (profile_id, kind, subject_id, due_at, days_before),
  constraint reminders_kind_check CHECK (kind = ANY (ARRAY['second_factor'::text, 'password'::text, 'api_token'::text, 'device_token'::text]))
);
CREATE INDEX reminders_over ON reminders USING btree (due_at);
comment on table reminders is 'What somebody was told is due: a row is written with the message, so that nobody is told twice';
comment on column reminders.subject_id is 'Whose password or second factor, or which token';
comment on column reminders.due_at is 'The date that the message spoke of: one that is moved is worth another';

create table resource_types (
  profile_id text not null,
  name text not null,
  label text not null,
  description text not null,
  actions jsonb not null,
  version integer not null,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint resource_types_pkey PRIMARY KEY (profile_id, name)
);
comment on column resource_types.name is 'What policies and other applications call the type; never changes';
comment on column resource_types.actions is 'At most 15, each with name, label and category';

create table restrictions (
  profile_id text not null,
  owner_type text not null,
  owner_id text not null,
  rules jsonb,
  version integer not null,
  updated_at timestamp with time zone not null,
  updated_by text not null,
  constraint restrictions_pkey PRIMARY KEY (profile_id, owner_type, owner_id),
  constraint restrictions_owner_type_check CHECK (owner_type = ANY (ARRAY['role'::text, 'run_user'::text, 'administrator'::text, 'api_token'::text, 'device'::text, 'analysis'::text]))
);
comment on column restrictions.profile_id is 'The deployment''s own id for administrators';
comment on column restrictions.rules is 'Null when they were taken away; the row stays, so that versions count on';
comment on column restrictions.updated_by is 'Name of whoever changed them last';

create table review_lines (
  profile_id text not null,
  id text not null,
  review_id text not null,
  kind text not null,
  place text not null,
  rule jsonb not null,
  subject jsonb not null,
  assignment_id text,
  subject_count integer,
  last_used_on date,
  decision text,
  reason text,
  decided_by text,
  decided_at timestamp with time zone,
  outcome text,
  constraint review_lines_pkey PRIMARY KEY (profile_id, id),
  constraint review_lines_decision_check CHECK (decision = ANY (ARRAY['keep'::text, 'revoke'::text, 'review_people'::text])),
  constraint review_lines_kind_check CHECK (kind = ANY (ARRAY['rule'::text, 'assignment'::text, 'person'::text])),
  constraint review_lines_outcome_check CHECK (outcome = ANY (ARRAY['kept'::text, 'revoked'::text, 'gone'::text]))
);
CREATE UNIQUE INDEX review_lines_by_place ON review_lines USING btree (profile_id, review_id, place);
comment on column review_lines.place is 'Sorts rules before people; also what keeps a line from being made twice';
comment on column review_lines.rule is 'The rule as it was when the review began: what is revoked is exactly what was asked about';

create table review_notices (
  profile_id text not null,
  review_id text not null,
  reviewer_type text not null,
  reviewer_id text not null,
  kind text not null,
  due_at timestamp with time zone not null,
  sent_at timestamp with time zone not null,
  constraint review_notices_pkey PRIMARY KEY (profile_id, review_id, reviewer_type, reviewer_id, kind, due_at),
  constraint review_notices_kind_check CHECK (kind = ANY (ARRAY['started'::text, 'due_soon'::text, 'overdue'::text])),
  constraint review_notices_reviewer_type_check CHECK (reviewer_type = ANY (ARRAY['administrator'::text, 'run_user'::text]))
);
comment on table review_notices is 'Who has been told what about a review: a row is written with the message, so that nobody is told twice';
comment on column review_notices.due_at is 'The due date that a reminder spoke of: one that is moved is worth another. Of the beginning, the epoch';

create table reviews (
  profile_id text not null,
  id text not null,
  name text not null,
  reviewers jsonb not null,
  due_at timestamp with time zone not null,
  on_undecided text not null,
  scope jsonb not null,
  state text not null,
  created_by text not null,
  created_at timestamp with time zone not null,
  closed_at timestamp with time zone,
  constraint reviews_pkey PRIMARY KEY (profile_id, id),
  constraint reviews_on_undecided_check CHECK (on_undecided = ANY (ARRAY['keep'::text, 'revoke'::text])),
  constraint reviews_state_check CHECK (state = ANY (ARRAY['open'::text, 'closed'::text, 'cancelled'::text]))
);
CREATE INDEX reviews_by_created_at ON reviews USING btree (profile_id, created_at, id);
CREATE INDEX reviews_by_due_at ON reviews USING btree (due_at) WHERE state = 'open'::text;
comment on column reviews.reviewers is 'List of type, id and name; the name as it was';

create table role_assignments (
  profile_id text not null,
  id text not null,
  role_id text not null,
  assignee_type text not null,
  assignee_id text not null,
  starts_at timestamp with time zone,
  ends_at timestamp with time zone,
  conditions jsonb not null,
  conditions_key text not null,
  reason text not null,
  given_by text not null,
  created_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  ended_by text,
  end_reason text,
  managed_by text,
  constraint role_assignments_pkey PRIMARY KEY (profile_id, id),
  constraint role_assignments_assignee_type_check CHECK (assignee_type = ANY (ARRAY['run_user'::text, 'administrator'::text, 'group'::text]))
);
CREATE INDEX role_assignments_by_assignee ON role_assignments USING btree (assignee_id, profile_id);
CREATE INDEX role_assignments_by_conditions ON role_assignments USING btree (profile_id, role_id, conditions_key) WHERE conditions_key <> ''::text;
CREATE INDEX role_assignments_by_created_at ON role_assignments USING btree (profile_id, created_at, id);
CREATE INDEX role_assignments_by_role ON role_assignments USING btree (profile_id, role_id, assignee_type, assignee_id);
comment on column role_assignments.role_id is 'Of a role in this profile or of a built-in one, which has no row';
comment on column role_assignments.starts_at is 'Inclusive; null from the beginning of time';
comment on column role_assignments.ends_at is 'Exclusive; the sooner of the end it was given and the end somebody made';
comment on column role_assignments.conditions_key is 'Conditions other than from and until as one text, empty where there are none: a query judges each different text once';
comment on column role_assignments.managed_by is 'Mark of the file that the assignment is kept in';

create table role_removals (
  profile_id text not null,
  role_id text not null,
  access_revision bigint not null,
  constraint role_removals_pkey PRIMARY KEY (profile_id, role_id)
);
CREATE INDEX role_removals_by_revision ON role_removals USING btree (profile_id, access_revision);
comment on table role_removals is 'Deleted roles, so that a node can take them out of its compiled set without reading all others';

create table roles (
  profile_id text not null,
  id text not null,
  name text not null,
  description text not null,
  permissions jsonb not null,
  includes text[] default '{}'::text[] not null,
  conditions jsonb default '{}'::jsonb not null,
  managed_by text,
  version integer not null,
  access_revision bigint not null,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  revert_at timestamp with time zone,
  revert_by text,
  revert_version integer,
  constraint roles_pkey PRIMARY KEY (profile_id, id)
);
CREATE INDEX roles_by_revert_at ON roles USING btree (revert_at) WHERE revert_at IS NOT NULL;
CREATE INDEX roles_by_revision ON roles USING btree (profile_id, access_revision);
CREATE UNIQUE INDEX roles_name_key ON roles USING btree (profile_id, lower(name));
comment on table roles is 'Roles that somebody made; the built-in ones are the same everywhere and stand in the code';
comment on column roles.access_revision is 'Revision of the profile that this save made: a node loads only what is newer than what it has compiled';

create table rule_uses (
  profile_id text not null,
  rule_source text not null,
  source_id text not null,
  permission_index integer not null,
  day date not null,
  count bigint not null,
  constraint rule_uses_pkey PRIMARY KEY (profile_id, source_id, rule_source, permission_index, day),
  constraint rule_uses_rule_source_check CHECK (rule_source = ANY (ARRAY['policy'::text, 'role'::text]))
);
CREATE INDEX rule_uses_by_day ON rule_uses USING btree (day);

create table security_settings (
  profile_id text not null,
  settings jsonb not null,
  version integer not null,
  updated_at timestamp with time zone not null,
  constraint security_settings_pkey PRIMARY KEY (profile_id)
);
comment on column security_settings.profile_id is 'The deployment''s own id for administrators';
comment on column security_settings.settings is 'What is missing in it has its default';

create table sessions (
  profile_id text not null,
  id text not null,
  user_id text not null,
  token_hash bytea not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  last_seen_at timestamp with time zone not null,
  ip text,
  user_agent text,
  is_device_trusted boolean default false not null,
  has_second_factor boolean default false not null,
  place text not null,
  method text not null,
  browser_id text,
  proved_at timestamp with time zone not null,
  acting_profile_id text,
  acting_user_id text,
  is_read_only boolean default false not null,
  previous_token_hash bytea,
  token_renewed_at timestamp with time zone,
  is_renewal_due boolean default false not null,
  acting_session_id text,
  acting_revision bigint,
  acting_script_type text,
  acting_script_id text,
  constraint sessions_pkey PRIMARY KEY (profile_id, id),
  constraint sessions_acting_script_type_check CHECK (acting_script_type = ANY (ARRAY['api_token'::text, 'analysis'::text])),
  constraint sessions_place_check CHECK (place = ANY (ARRAY['console'::text, 'portal'::text]))
);
CREATE INDEX sessions_by_acting_user ON sessions USING btree (acting_profile_id, acting_user_id) WHERE acting_user_id IS NOT NULL;
CREATE INDEX sessions_by_browser ON sessions USING btree (profile_id, browser_id) WHERE browser_id IS NOT NULL;
CREATE INDEX sessions_by_user ON sessions USING btree (profile_id, user_id);
CREATE INDEX sessions_to_purge ON sessions USING btree (expires_at);
CREATE UNIQUE INDEX sessions_previous_token_key ON sessions USING btree (previous_token_hash) WHERE previous_token_hash IS NOT NULL;
CREATE UNIQUE INDEX sessions_token_key ON sessions USING btree (token_hash);
comment on column sessions.last_seen_at is 'Exact to the minute';
comment on column sessions.is_device_trusted is 'The browser was marked as trusted when the session began';
comment on column sessions.has_second_factor is 'Whoever signed in has proved a second factor in this session';
comment on column sessions.proved_at is 'When the person last proved who they are; sensitive acts ask for a recent proof';
comment on column sessions.acting_user_id is 'Who acts as the user, for support; null in sessions of the user themselves';
comment on column sessions.previous_token_hash is 'Requests that were under way while the token was renewed still carry the one before';
comment on column sessions.is_renewal_due is 'The rights of the person changed: the next request is answered with a new token';
comment on column sessions.acting_session_id is 'The session of whoever acts, which this one does not outlive';
comment on column sessions.acting_revision is 'Of the rules that let somebody act whom rules govern: when they change, it is to be asked anew';
comment on column sessions.acting_script_id is 'The API token or analysis that acts; it is no person';

create table shares (
  profile_id text not null,
  id text not null,
  dashboard_id text not null,
  name text not null,
  token_hash bytea not null,
  created_at timestamp with time zone not null,
  created_by text not null,
  last_opened_at timestamp with time zone,
  widget_id text,
  expires_at timestamp with time zone,
  constraint shares_pkey PRIMARY KEY (profile_id, id)
);
CREATE INDEX shares_by_dashboard ON shares USING btree (profile_id, dashboard_id);
CREATE UNIQUE INDEX shares_token_key ON shares USING btree (token_hash);
comment on column shares.last_opened_at is 'Exact to the minute';
comment on column shares.widget_id is 'The only widget that the link opens; without it, the whole dashboard';

create table sign_in_tickets (
  profile_id text not null,
  id text not null,
  user_id text,
  place text not null,
  step text not null,
  token_hash bytea not null,
  proved jsonb not null,
  data jsonb not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  constraint sign_in_tickets_pkey PRIMARY KEY (profile_id, id)
);
CREATE INDEX sign_in_tickets_by_user ON sign_in_tickets USING btree (profile_id, user_id);
CREATE INDEX sign_in_tickets_to_purge ON sign_in_tickets USING btree (expires_at);
CREATE UNIQUE INDEX sign_in_tickets_token_hash_key ON sign_in_tickets USING btree (token_hash);

create table signing_keys (
  id text not null,
  purpose text not null,
  private_key jsonb not null,
  public_key jsonb not null,
  created_at timestamp with time zone not null,
  is_current boolean not null,
  constraint signing_keys_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX signing_keys_current ON signing_keys USING btree (purpose) WHERE is_current;
comment on column signing_keys.private_key is 'JSON Web Key; whoever can read this table can sign rules for embedded decisions';
comment on column signing_keys.is_current is 'Older keys stay for as long as what they signed may be read';

create table spent_challenges (
  challenge_hash bytea not null,
  expires_at timestamp with time zone not null,
  constraint spent_challenges_pkey PRIMARY KEY (challenge_hash)
);
CREATE INDEX spent_challenges_to_purge ON spent_challenges USING btree (expires_at);
comment on table spent_challenges is 'Solved bot checks: each counts once';

create table tag_keys (
  profile_id text not null,
  id text not null,
  key text not null,
  description text not null,
  allowed_values text[],
  set_by text not null,
  version integer not null,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  updated_by text not null,
  managed_by text,
  constraint tag_keys_pkey PRIMARY KEY (profile_id, id),
  constraint tag_keys_set_by_check CHECK (set_by = ANY (ARRAY['administrators'::text, 'analyses'::text, 'users'::text]))
);
CREATE UNIQUE INDEX tag_keys_key ON tag_keys USING btree (profile_id, key);
comment on column tag_keys.allowed_values is 'The only values that may be set; null for any';
comment on column tag_keys.set_by is 'Each includes those before it: administrators, analyses, users themselves';
comment on column tag_keys.managed_by is 'Mark of the file that the entry is kept in';

create table tagoio_fields (
  profile_id text not null,
  type text not null,
  id text not null,
  fields jsonb not null,
  constraint tagoio_fields_pkey PRIMARY KEY (profile_id, type, id)
);

create table users (
  profile_id text not null,
  id text not null,
  name text not null,
  email text,
  status text not null,
  is_anonymous boolean default false not null,
  is_super boolean default false not null,
  source text not null,
  tags text[] default '{}'::text[] not null,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  last_sign_in_at timestamp with time zone,
  suspended_at timestamp with time zone,
  deleted_at timestamp with time zone,
  group_ids text[] default '{}'::text[] not null,
  role_ids text[] default '{}'::text[] not null,
  external_id text,
  pending_for text,
  language text,
  constraint users_pkey PRIMARY KEY (profile_id, id),
  constraint users_check CHECK ((email IS NULL) = is_anonymous),
  constraint users_check1 CHECK ((deleted_at IS NOT NULL) = (status = 'deleted'::text)),
  constraint users_pending_check CHECK ((pending_for = ANY (ARRAY['verification'::text, 'approval'::text])) AND status <> 'active'::text OR pending_for IS NULL AND status <> 'pending'::text),
  constraint users_status_check CHECK (status = ANY (ARRAY['invited'::text, 'pending'::text, 'active'::text, 'suspended'::text, 'deleted'::text]))
);
CREATE INDEX users_by_created_at ON users USING btree (profile_id, created_at, id);
CREATE INDEX users_by_email ON users USING btree (profile_id, email, id);
CREATE INDEX users_by_external_id ON users USING btree (profile_id, external_id) WHERE external_id IS NOT NULL;
CREATE INDEX users_by_groups ON users USING gin (group_ids);
CREATE INDEX users_by_last_sign_in_at ON users USING btree (profile_id, last_sign_in_at, id);
CREATE INDEX users_by_letters ON users USING gin (letters_of(lower((name || ' '::text) || COALESCE(email, ''::text))));
CREATE INDEX users_by_name ON users USING btree (profile_id, lower(name), id);
CREATE INDEX users_by_roles ON users USING gin (role_ids);
CREATE INDEX users_by_status ON users USING btree (profile_id, status) WHERE status <> 'active'::text;
CREATE INDEX users_by_tag_keys ON users USING gin (tag_keys(tags));
CREATE INDEX users_by_tag_sets ON users USING gin (array_to_tsvector(tags));
CREATE INDEX users_by_tags ON users USING gin (tags);
CREATE INDEX users_to_purge ON users USING btree (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX users_unconfirmed ON users USING btree (updated_at) WHERE pending_for = 'verification'::text;
CREATE UNIQUE INDEX users_email_key ON users USING btree (profile_id, email) WHERE deleted_at IS NULL;
CREATE UNIQUE INDEX users_external_id_key ON users USING btree (profile_id, external_id) WHERE external_id IS NOT NULL AND deleted_at IS NULL;
CREATE UNIQUE INDEX users_one_anonymous_key ON users USING btree (profile_id) WHERE is_anonymous AND deleted_at IS NULL;
comment on column users.profile_id is 'Twenty-four zeros for administrators, who belong to no profile';
comment on column users.email is 'Lower case; null for the anonymous user only';
comment on column users.is_super is 'Super administrator: over the whole deployment';
comment on column users.tags is 'key=value; a key may repeat with several values';
comment on column users.deleted_at is 'Purged 30 days later; until then restorable, and its address may be used anew';
comment on column users.group_ids is 'Groups joined by hand; what a deleted group left behind means nothing to anybody';
comment on column users.role_ids is 'Roles that were ever assigned to the user: a list narrows down by these before it looks at assignments';
comment on column users.external_id is 'What other applications call this person; of a deleted user it may be taken by another';
comment on column users.pending_for is 'What somebody who signed up waits for; kept while suspended or deleted';
comment on column users.language is 'BCP 47, such as en or pt-BR; null: the profile''s';

create table widgets (
  profile_id text not null,
  dashboard_id text not null,
  id text not null,
  title text not null,
  tab_id text,
  place jsonb not null,
  content jsonb not null,
  constraint widgets_pkey PRIMARY KEY (profile_id, dashboard_id, id)
);
comment on column widgets.place is 'x, y, width, height on a grid of 12 columns';
comment on column widgets.content is 'Type and what it shows; see widgetContent in the contract';

alter table actions add constraint actions_profile_id_fkey FOREIGN KEY (profile_id) REFERENCES profiles(id) ON DELETE CASCADE;
alter table browsers add constraint browsers_profile_id_user_id_fkey FOREIGN KEY (profile_id, user_id) REFERENCES users(profile_id, id) ON DELETE CASCADE;
alter table bulk_tag_patches add constraint bulk_tag_patches_profile_id_job_id_fkey FOREIGN KEY (profile_id, job_id) REFERENCES bulk_tag_jobs(profile_id, id) ON DELETE CASCADE;
alter table data_output_limits add constraint data_output_limits_profile_id_fkey FOREIGN KEY (profile_id) REFERENCES profiles(id) ON DELETE CASCADE;
alter table data_records add constraint data_records_profile_id_device_id_fkey FOREIGN KEY (profile_id, device_id) REFERENCES devices(profile_id, id) ON DELETE CASCADE;
alter table deletion_requests add constraint deletion_requests_profile_id_user_id_fkey FOREIGN KEY (profile_id, user_id) REFERENCES users(profile_id, id) ON DELETE CASCADE;
alter table device_tokens add constraint device_tokens_profile_id_device_id_fkey FOREIGN KEY (profile_id, device_id) REFERENCES devices(profile_id, id) ON DELETE CASCADE;
alter table earlier_passwords add constraint earlier_passwords_profile_id_user_id_fkey FOREIGN KEY (profile_id, user_id) REFERENCES users(profile_id, id) ON DELETE CASCADE;
alter table external_resources add constraint external_resources_profile_id_type_fkey FOREIGN KEY (profile_id, type) REFERENCES resource_types(profile_id, name) ON DELETE CASCADE;
alter table factors add constraint factors_profile_id_user_id_fkey FOREIGN KEY (profile_id, user_id) REFERENCES users(profile_id, id) ON DELETE CASCADE;
alter table groups add constraint groups_parent_fkey FOREIGN KEY (profile_id, parent_id) REFERENCES groups(profile_id, id);
alter table mails add constraint mails_profile_id_user_id_fkey FOREIGN KEY (profile_id, user_id) REFERENCES users(profile_id, id) ON DELETE CASCADE;
alter table memberships add constraint memberships_profile_id_fkey FOREIGN KEY (profile_id) REFERENCES profiles(id) ON DELETE CASCADE;
alter table notifications add constraint notifications_profile_id_fkey FOREIGN KEY (profile_id) REFERENCES profiles(id) ON DELETE CASCADE;
alter table one_time_tokens add constraint one_time_tokens_profile_id_user_id_fkey FOREIGN KEY (profile_id, user_id) REFERENCES users(profile_id, id) ON DELETE CASCADE;
alter table passkey_challenges add constraint passkey_challenges_profile_id_user_id_fkey FOREIGN KEY (profile_id, user_id) REFERENCES users(profile_id, id) ON DELETE CASCADE;
alter table passwords add constraint passwords_profile_id_user_id_fkey FOREIGN KEY (profile_id, user_id) REFERENCES users(profile_id, id) ON DELETE CASCADE;
alter table recovery_codes add constraint recovery_codes_profile_id_user_id_fkey FOREIGN KEY (profile_id, user_id) REFERENCES users(profile_id, id) ON DELETE CASCADE;
alter table review_lines add constraint review_lines_profile_id_review_id_fkey FOREIGN KEY (profile_id, review_id) REFERENCES reviews(profile_id, id) ON DELETE CASCADE;
alter table review_notices add constraint review_notices_profile_id_review_id_fkey FOREIGN KEY (profile_id, review_id) REFERENCES reviews(profile_id, id) ON DELETE CASCADE;
alter table sessions add constraint sessions_acting_profile_id_acting_user_id_fkey FOREIGN KEY (acting_profile_id, acting_user_id) REFERENCES users(profile_id, id) ON DELETE CASCADE;
alter table sessions add constraint sessions_profile_id_browser_id_fkey FOREIGN KEY (profile_id, browser_id) REFERENCES browsers(profile_id, id) ON DELETE CASCADE;
alter table sessions add constraint sessions_profile_id_user_id_fkey FOREIGN KEY (profile_id, user_id) REFERENCES users(profile_id, id) ON DELETE CASCADE;
alter table sign_in_tickets add constraint sign_in_tickets_profile_id_user_id_fkey FOREIGN KEY (profile_id, user_id) REFERENCES users(profile_id, id) ON DELETE CASCADE;
alter table tagoio_fields add constraint tagoio_fields_profile_id_fkey FOREIGN KEY (profile_id) REFERENCES profiles(id) ON DELETE CASCADE;
alter table widgets add constraint widgets_profile_id_dashboard_id_fkey FOREIGN KEY (profile_id, dashboard_id) REFERENCES dashboards(profile_id, id) ON DELETE CASCADE;

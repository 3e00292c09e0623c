-- The schema that all migrations together make, for reading: the migrations are what runs.
-- Written by `LATCHKEY_UPDATE=1 npx vitest run server/test/schema.test.ts`.

create extension if not exists pg_trgm;

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
  constraint audit_entries_pkey PRIMARY KEY (profile_id, id)
);
CREATE INDEX audit_entries_by_actor ON audit_entries USING btree (profile_id, actor_id, at DESC, id DESC);
CREATE INDEX audit_entries_by_object ON audit_entries USING btree (profile_id, object_id, at DESC, id DESC);
CREATE INDEX audit_entries_by_time ON audit_entries USING btree (profile_id, at DESC, id DESC);
comment on column audit_entries.profile_id is 'Twenty-four zeros for entries that belong to no profile';
comment on column audit_entries.actor_name is 'As it was then: the actor may be renamed or deleted later';
comment on column audit_entries.before is 'Changed fields as they were; null for a creation';
comment on column audit_entries.after is 'Changed fields as they are; null for a deletion';

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
  constraint groups_pkey PRIMARY KEY (profile_id, id)
);
CREATE INDEX groups_by_name ON groups USING btree (profile_id, lower(name), id);
CREATE INDEX groups_by_parent ON groups USING btree (profile_id, parent_id);
CREATE INDEX groups_by_revision ON groups USING btree (profile_id, access_revision);
CREATE UNIQUE INDEX groups_name_key ON groups USING btree (profile_id, lower(name));
comment on column groups.rule is 'Whoever carries all or any of these tags directly is a member; null for members by hand only';
comment on column groups.tags is 'Inherited by every member and every group below';
comment on column groups.access_revision is 'Revision of the profile that this save made: a node loads only what is newer than what it has compiled';

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

create table password_links (
  profile_id text not null,
  id text not null,
  user_id text not null,
  token_hash bytea not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  constraint password_links_pkey PRIMARY KEY (profile_id, id)
);
CREATE INDEX password_links_by_user ON password_links USING btree (profile_id, user_id);
CREATE UNIQUE INDEX password_links_token_key ON password_links USING btree (token_hash);
comment on table password_links is 'A link is deleted when it is used: whoever deletes the row has won';

create table passwords (
  profile_id text not null,
  user_id text not null,
  hash text not null,
  changed_at timestamp with time zone not null,
  constraint passwords_pkey PRIMARY KEY (profile_id, user_id)
);
comment on column passwords.hash is 'argon2id in PHC string format';

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
  constraint role_assignments_pkey PRIMARY KEY (profile_id, id),
  constraint role_assignments_assignee_type_check CHECK (assignee_type = ANY (ARRAY['run_user'::text, 'administrator'::text, 'group'::text]))
);
CREATE INDEX role_assignments_by_assignee ON role_assignments USING btree (assignee_id, profile_id);
CREATE INDEX role_assignments_by_created_at ON role_assignments USING btree (profile_id, created_at, id);
CREATE INDEX role_assignments_by_role ON role_assignments USING btree (profile_id, role_id, assignee_type, assignee_id);
comment on column role_assignments.role_id is 'Of a role in this profile or of a built-in one, which has no row';
comment on column role_assignments.starts_at is 'Inclusive; null from the beginning of time';
comment on column role_assignments.ends_at is 'Exclusive; the sooner of the end it was given and the end somebody made';
comment on column role_assignments.conditions_key is 'Conditions other than from and until as one text, empty where there are none: a query judges each different text once';

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
  constraint roles_pkey PRIMARY KEY (profile_id, id)
);
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
  constraint sessions_pkey PRIMARY KEY (profile_id, id)
);
CREATE INDEX sessions_by_user ON sessions USING btree (profile_id, user_id);
CREATE INDEX sessions_to_purge ON sessions USING btree (expires_at);
CREATE UNIQUE INDEX sessions_token_key ON sessions USING btree (token_hash);
comment on column sessions.last_seen_at is 'Exact to the minute';
comment on column sessions.is_device_trusted is 'The browser was marked as trusted when the session began';
comment on column sessions.has_second_factor is 'Whoever signed in has proved a second factor in this session';

create table shares (
  profile_id text not null,
  id text not null,
  dashboard_id text not null,
  name text not null,
  token_hash bytea not null,
  created_at timestamp with time zone not null,
  created_by text not null,
  last_opened_at timestamp with time zone,
  constraint shares_pkey PRIMARY KEY (profile_id, id)
);
CREATE INDEX shares_by_dashboard ON shares USING btree (profile_id, dashboard_id);
CREATE UNIQUE INDEX shares_token_key ON shares USING btree (token_hash);
comment on column shares.last_opened_at is 'Exact to the minute';

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
  constraint tag_keys_pkey PRIMARY KEY (profile_id, id),
  constraint tag_keys_set_by_check CHECK (set_by = ANY (ARRAY['administrators'::text, 'analyses'::text, 'users'::text]))
);
CREATE UNIQUE INDEX tag_keys_key ON tag_keys USING btree (profile_id, key);
comment on column tag_keys.allowed_values is 'The only values that may be set; null for any';
comment on column tag_keys.set_by is 'Each includes those before it: administrators, analyses, users themselves';

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
  constraint users_pkey PRIMARY KEY (profile_id, id),
  constraint users_check CHECK ((email IS NULL) = is_anonymous),
  constraint users_check1 CHECK ((deleted_at IS NOT NULL) = (status = 'deleted'::text)),
  constraint users_status_check CHECK (status = ANY (ARRAY['invited'::text, 'active'::text, 'suspended'::text, 'deleted'::text]))
);
CREATE INDEX users_by_created_at ON users USING btree (profile_id, created_at, id);
CREATE INDEX users_by_email ON users USING btree (profile_id, email, id);
CREATE INDEX users_by_external_id ON users USING btree (profile_id, external_id) WHERE external_id IS NOT NULL;
CREATE INDEX users_by_groups ON users USING gin (group_ids);
CREATE INDEX users_by_last_sign_in_at ON users USING btree (profile_id, last_sign_in_at, id);
CREATE INDEX users_by_name ON users USING btree (profile_id, lower(name), id);
CREATE INDEX users_by_roles ON users USING gin (role_ids);
CREATE INDEX users_by_search ON users USING gin (lower((name || ' '::text) || COALESCE(email, ''::text)) gin_trgm_ops);
CREATE INDEX users_by_tags ON users USING gin (tags);
CREATE INDEX users_to_purge ON users USING btree (deleted_at) WHERE deleted_at IS NOT NULL;
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

alter table data_records add constraint data_records_profile_id_device_id_fkey FOREIGN KEY (profile_id, device_id) REFERENCES devices(profile_id, id) ON DELETE CASCADE;
alter table external_resources add constraint external_resources_profile_id_type_fkey FOREIGN KEY (profile_id, type) REFERENCES resource_types(profile_id, name) ON DELETE CASCADE;
alter table groups add constraint groups_parent_fkey FOREIGN KEY (profile_id, parent_id) REFERENCES groups(profile_id, id);
alter table memberships add constraint memberships_profile_id_fkey FOREIGN KEY (profile_id) REFERENCES profiles(id) ON DELETE CASCADE;
alter table password_links add constraint password_links_profile_id_user_id_fkey FOREIGN KEY (profile_id, user_id) REFERENCES users(profile_id, id) ON DELETE CASCADE;
alter table passwords add constraint passwords_profile_id_user_id_fkey FOREIGN KEY (profile_id, user_id) REFERENCES users(profile_id, id) ON DELETE CASCADE;
alter table review_lines add constraint review_lines_profile_id_review_id_fkey FOREIGN KEY (profile_id, review_id) REFERENCES reviews(profile_id, id) ON DELETE CASCADE;
alter table sessions add constraint sessions_profile_id_user_id_fkey FOREIGN KEY (profile_id, user_id) REFERENCES users(profile_id, id) ON DELETE CASCADE;
alter table widgets add constraint widgets_profile_id_dashboard_id_fkey FOREIGN KEY (profile_id, dashboard_id) REFERENCES dashboards(profile_id, id) ON DELETE CASCADE;

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

create table memberships (
  profile_id text not null,
  administrator_id text not null,
  created_at timestamp with time zone not null,
  constraint memberships_pkey PRIMARY KEY (profile_id, administrator_id)
);
CREATE INDEX memberships_by_administrator ON memberships USING btree (administrator_id);

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
  constraint policies_pkey PRIMARY KEY (profile_id, id),
  constraint policies_status_check CHECK (status = ANY (ARRAY['draft'::text, 'active'::text]))
);
CREATE INDEX policies_by_name ON policies USING btree (profile_id, lower(name), id);
CREATE INDEX policies_by_revision ON policies USING btree (profile_id, access_revision);
CREATE INDEX policies_by_updated_at ON policies USING btree (profile_id, updated_at, id);
comment on column policies.version is 'Counts saves; a save must name the version it read';
comment on column policies.access_revision is 'Revision of the profile that this save made: a node loads only what is newer than what it has compiled';

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
  constraint sessions_pkey PRIMARY KEY (profile_id, id)
);
CREATE INDEX sessions_by_user ON sessions USING btree (profile_id, user_id);
CREATE INDEX sessions_to_purge ON sessions USING btree (expires_at);
CREATE UNIQUE INDEX sessions_token_key ON sessions USING btree (token_hash);
comment on column sessions.last_seen_at is 'Exact to the minute';

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
  constraint users_pkey PRIMARY KEY (profile_id, id),
  constraint users_check CHECK ((email IS NULL) = is_anonymous),
  constraint users_check1 CHECK ((deleted_at IS NOT NULL) = (status = 'deleted'::text)),
  constraint users_status_check CHECK (status = ANY (ARRAY['invited'::text, 'active'::text, 'suspended'::text, 'deleted'::text]))
);
CREATE INDEX users_by_created_at ON users USING btree (profile_id, created_at, id);
CREATE INDEX users_by_email ON users USING btree (profile_id, email, id);
CREATE INDEX users_by_last_sign_in_at ON users USING btree (profile_id, last_sign_in_at, id);
CREATE INDEX users_by_name ON users USING btree (profile_id, lower(name), id);
CREATE INDEX users_by_search ON users USING gin (lower((name || ' '::text) || COALESCE(email, ''::text)) gin_trgm_ops);
CREATE INDEX users_by_tags ON users USING gin (tags);
CREATE INDEX users_to_purge ON users USING btree (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE UNIQUE INDEX users_email_key ON users USING btree (profile_id, email) WHERE deleted_at IS NULL;
CREATE UNIQUE INDEX users_one_anonymous_key ON users USING btree (profile_id) WHERE is_anonymous AND deleted_at IS NULL;
comment on column users.profile_id is 'Twenty-four zeros for administrators, who belong to no profile';
comment on column users.email is 'Lower case; null for the anonymous user only';
comment on column users.is_super is 'Super administrator: over the whole deployment';
comment on column users.tags is 'key=value; a key may repeat with several values';
comment on column users.deleted_at is 'Purged 30 days later; until then restorable, and its address may be used anew';

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
alter table memberships add constraint memberships_profile_id_fkey FOREIGN KEY (profile_id) REFERENCES profiles(id) ON DELETE CASCADE;
alter table password_links add constraint password_links_profile_id_user_id_fkey FOREIGN KEY (profile_id, user_id) REFERENCES users(profile_id, id) ON DELETE CASCADE;
alter table passwords add constraint passwords_profile_id_user_id_fkey FOREIGN KEY (profile_id, user_id) REFERENCES users(profile_id, id) ON DELETE CASCADE;
alter table sessions add constraint sessions_profile_id_user_id_fkey FOREIGN KEY (profile_id, user_id) REFERENCES users(profile_id, id) ON DELETE CASCADE;
alter table widgets add constraint widgets_profile_id_dashboard_id_fkey FOREIGN KEY (profile_id, dashboard_id) REFERENCES dashboards(profile_id, id) ON DELETE CASCADE;

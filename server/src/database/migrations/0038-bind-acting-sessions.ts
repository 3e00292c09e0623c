import type { LatchkeyMigration } from "./migration.ts";

export const bindActingSessions: LatchkeyMigration = {
  purpose: "A session that acts as somebody ends with whatever allowed it: a session, a right, a token, an analysis.",
  room: "sessions",
  up: `
    alter table sessions
      add column acting_session_id text,
      add column acting_revision bigint,
      add column acting_script_type text check (acting_script_type in ('api_token', 'analysis')),
      add column acting_script_id text;
    comment on column sessions.acting_session_id is 'The session of whoever acts, which this one does not outlive';
    comment on column sessions.acting_revision is 'Of the rules that let somebody act whom rules govern: when they change, it is to be asked anew';
    comment on column sessions.acting_script_id is 'The API token or analysis that acts; it is no person';
  `,
  down: `
    alter table sessions
      drop column acting_session_id,
      drop column acting_revision,
      drop column acting_script_type,
      drop column acting_script_id;
  `,
};

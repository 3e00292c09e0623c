/**
 * Tables of other rooms that a room may read in SQL of its own, each with the reason: a question to the door would cost a query
 * for every row or a second one for every request. Writing them stays with the owner. A new line here needs a reason as good.
 * @type {Readonly<Record<string, readonly string[]>>}
 */
export const joinedTables = {
  // Who is calling is asked with every request: session, browser, person and profile come from one joined query.
  sessions: ["users", "profiles", "memberships", "browsers"],
  // A queue of devices names whose they are, and is read with the rights of the reader; who looks after a profile is told; a
  // browser in use is never forgotten.
  browsers: ["users", "memberships", "sessions"],
  // Rules belong to a role, a person, a token, a device or an analysis, none of which this early room may ask.
  restrictions: ["roles", "api_tokens", "devices", "analyses", "users"],
  // Whom to remind of a second factor is asked of all people of a profile, page by page, in one query.
  factors: ["users", "reminders"],
  // Every sign-in looks for a person with their password, and locks both: one query each instead of two.
  credentials: ["users"],
  // Lockouts are listed with whose address it is.
  attempts: ["users"],
  sharing: ["users", "profiles"],
  analyses: ["profiles"],
  // Administrators are people of the deployment's own profile, stored as users.
  administrators: ["users", "profiles"],
  // A group counts and lists its members, be they a million, in one query.
  groups: ["users"],
  // An assignment is listed with the name of whoever holds it; built-in roles have no rows and are as old as the profile.
  roles: ["users", "groups", "memberships", "profiles"],
  // A type cannot go while a rule names it: which do is one question, asked under the lock of the type.
  "resource-types": ["policies", "roles"],
  // A search answers with everybody whom rules allow, page by page, in one query; a batch of questions finds its subjects in one.
  authzen: ["users", "analyses", "role_assignments"],
  // A population is counted by kind in one query, with the roles that each person holds; a widget carries its dashboard's tags.
  impact: ["role_assignments", "memberships", "widgets", "dashboards"],
  // Whose messages a limited caller may see hangs on the users they may access, and a page of them is one query.
  "mail-log": ["users"],
  // What is kept about a person is read from wherever it is kept, for that person alone.
  accounts: ["users", "groups", "roles", "role_assignments", "factors", "browsers", "sessions", "notifications", "mails", "audit_entries"],
  // TagoIO's lists have filters, fields and pages of their own, beside what its objects carry and ours do not; it only reads.
  compat: [
    "users",
    "profiles",
    "memberships",
    "policies",
    "dashboards",
    "widgets",
    "devices",
    "data_records",
    "analyses",
    "api_tokens",
    "data_output",
    "actions",
  ],
  // A message is written in the language that its reader said, and this room comes before everybody who has one.
  mail: ["users"],
  // Lists show who has a password.
  users: ["passwords"],
  // The overview counts what can be protected in one query.
  access: ["dashboards", "devices", "analyses", "users", "memberships"],
  // Reviewers are people of the profile and administrators who are members of it.
  reviews: ["users", "memberships"],
};

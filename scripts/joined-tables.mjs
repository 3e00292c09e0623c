/**
 * Tables of other rooms that a room may read in SQL of its own, each with the reason: a question to the door would cost a query
 * for every row or a second one for every request. Writing them stays with the owner. A new line here needs a reason as good.
 * @type {Readonly<Record<string, readonly string[]>>}
 */
export const joinedTables = {
  // Who is calling is asked with every request: session, person and profile come from one joined query.
  sessions: ["users", "profiles", "memberships"],
  sharing: ["users", "profiles"],
  analyses: ["profiles"],
  // Administrators are people of the deployment's own profile, stored as users.
  administrators: ["users", "profiles"],
  // Lists show who has a password.
  users: ["passwords"],
  // The overview counts what can be protected in one query.
  access: ["dashboards", "devices", "analyses"],
};

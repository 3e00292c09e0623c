import type { LatchkeyMigration } from "./migration.ts";

export const findInactiveUsers: LatchkeyMigration = {
  purpose: "The few who are suspended, invited or pending, found among the many who are active.",
  room: "users",
  up: `create index users_by_status on users (profile_id, status) where status <> 'active'`,
  down: `drop index users_by_status`,
};

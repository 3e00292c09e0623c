import type { LatchkeyMigration } from "./migration.ts";

export const findConditionalAssignments: LatchkeyMigration = {
  purpose: "Roles that are held under conditions, found among the many that are held without.",
  room: "roles",
  up: `create index role_assignments_by_conditions on role_assignments (profile_id, role_id, conditions_key) where conditions_key <> ''`,
  down: `drop index role_assignments_by_conditions`,
};

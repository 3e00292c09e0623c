import type { Conditions } from "@latchkey/contract";
import { sql } from "kysely";
import type { Connection } from "../../database/database.ts";
import { textArray } from "../../database/tags.ts";
import type { EndedAssignment } from "./plan.ts";

interface AssignmentRow {
  id: string;
  role_id: string;
  assignee_type: EndedAssignment["assignee"]["type"];
  assignee_id: string;
  conditions: Conditions;
}

/** Assignments that have not ended, by id. */
export async function listAssignmentsById(
  connection: Connection,
  profileId: string,
  ids: readonly string[],
): Promise<Map<string, EndedAssignment>> {
  if (ids.length === 0) return new Map();
  const result = await sql<AssignmentRow>`
    select id, role_id, assignee_type, assignee_id, conditions from role_assignments
    where profile_id = ${profileId} and id = any(${textArray(ids)}) and ended_at is null`.execute(connection);
  return new Map(
    result.rows.map((row) => [
      row.id,
      { roleId: row.role_id, assignee: { type: row.assignee_type, id: row.assignee_id }, conditions: row.conditions },
    ]),
  );
}

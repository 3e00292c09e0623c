import type { AssignmentBody, FileAssignment } from "@latchkey/contract";
import { toSortedJson } from "../../platform/sorted-json.ts";
import type { OpenAssignment } from "../roles/index.ts";
import type { Translate } from "./file-policies.ts";

type NamedAssignment = Pick<AssignmentBody, "roleId" | "assignee" | "conditions" | "reason">;

export function assignmentToFile({ roleId, assignee, conditions, reason }: NamedAssignment, nameOf: Translate): FileAssignment {
  const { type, id } = assignee;
  return { role: nameOf("role", roleId, "role"), assignee: { type, name: nameOf(type, id, "assignee.name") }, conditions, reason };
}

export function assignmentFromFile({ role, assignee, conditions, reason }: FileAssignment, idOf: Translate): NamedAssignment {
  const { type, name } = assignee;
  return { roleId: idOf("role", role, "role"), assignee: { type, id: idOf(type, name, "assignee.name") }, conditions, reason };
}

/** The same for the same role, given to the same one in the same way for the same reason: assignments have no name. */
export function keyOfAssignment({ roleId, assignee: { type, id }, conditions, reason }: NamedAssignment | OpenAssignment): string {
  return toSortedJson([roleId, type, id, conditions, reason]);
}

/** What a plan calls it. */
export function titleOfAssignment({ role, assignee: { type, name }, conditions }: FileAssignment): string {
  const from = conditions.from === undefined ? "" : ` from ${conditions.from}`;
  const until = conditions.until === undefined ? "" : ` until ${conditions.until}`;
  return `${role} for ${type.replaceAll("_", " ")} ${name}${from}${until}`;
}

export function isOver({ conditions: { until } }: Pick<FileAssignment, "conditions">, now: Date): boolean {
  return until !== undefined && new Date(until) <= now;
}

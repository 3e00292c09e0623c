import { catalogue, catalogueAction } from "@latchkey/contract";
import type { MatchForm, ResourceType, SubjectType } from "@latchkey/contract";

export const resourceTypes: readonly ResourceType[] = ["dashboard", "device", "analysis", "run_user"];
export const matchForms: readonly MatchForm[] = ["tag", "tag_match", "id", "any"];

/** Actions that at least one of the chosen subjects can be granted at all; anything else could never fire. */
export function offeredActions(type: ResourceType, subjects: readonly SubjectType[]): string[] {
  return Object.keys(catalogue[type]).filter((action) =>
    catalogueAction(type, action)?.subjects.some((subject) => subjects.includes(subject)),
  );
}

/** Resource types with at least one offered action. */
export function offeredResourceTypes(subjects: readonly SubjectType[]): ResourceType[] {
  return resourceTypes.filter((type) => offeredActions(type, subjects).length > 0);
}

/** Match forms that every chosen action takes: `create` has no id yet. */
export function offeredMatchForms(type: ResourceType, actions: readonly string[]): MatchForm[] {
  return matchForms.filter((form) => actions.every((action) => catalogueAction(type, action)?.matchForms.includes(form) ?? true));
}

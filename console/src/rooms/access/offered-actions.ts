import { actionCategory, findCatalogueAction } from "@latchkey/contract";
import type { ActionCategory, Catalogue, MatchForm, SubjectType, Target } from "@latchkey/contract";

export const matchForms: readonly MatchForm[] = ["tag", "tag_match", "id", "any"];

/** What a subject can be found by: roles are held by people, groups have run users alone, and administrators carry no tags. */
export const targetForms: Readonly<Record<SubjectType, readonly Target["match"][]>> = {
  run_user: ["tag", "tag_match", "role", "group", "id", "any"],
  analysis: ["tag", "tag_match", "id", "any"],
  administrator: ["role", "id", "any"],
};

/** Actions that at least one of the chosen subjects can be granted at all; anything else could never fire. */
export function offeredActions(catalogue: Catalogue, type: string, subjects: readonly SubjectType[]): string[] {
  return Object.entries(catalogue[type] ?? {})
    .filter(([, action]) => action.subjects.some((subject) => subjects.includes(subject)))
    .map(([name]) => name);
}

/** Resource types with at least one offered action. */
export function offeredResourceTypes(catalogue: Catalogue, subjects: readonly SubjectType[]): string[] {
  return Object.keys(catalogue).filter((type) => offeredActions(catalogue, type, subjects).length > 0);
}

/** Match forms that every chosen action takes: `create` has no id yet. */
export function offeredMatchForms(catalogue: Catalogue, type: string, actions: readonly string[]): MatchForm[] {
  return matchForms.filter((form) =>
    actions.every((action) => findCatalogueAction(catalogue, type, action)?.matchForms.includes(form) ?? true),
  );
}

/** Actions by what they touch, in the order of the categories; one that is unknown stands with the features. */
export function groupActions(catalogue: Catalogue, type: string, actions: readonly string[]): [ActionCategory, string[]][] {
  const categoryOf = (action: string) => findCatalogueAction(catalogue, type, action)?.category ?? "features";

  return actionCategory.options
    .map((category): [ActionCategory, string[]] => [category, actions.filter((action) => categoryOf(action) === category)])
    .filter(([, list]) => list.length > 0);
}

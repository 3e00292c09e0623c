import type { AccessFile, Group } from "@latchkey/contract";
import type { Step } from "./file-steps.ts";

/**
 * What others name comes before them, and goes after them. Tag keys come first: policies are checked against who may set
 * which. What is taken from somebody goes before what is given, so that a role is free by the time it is deleted; roles are
 * given before policies, whose stored tests may rely on it.
 */
export function inOrder(steps: readonly Step[], file: AccessFile): Step[] {
  const kept = (type: Step["type"]) => steps.filter((step) => step.type === type && step.action !== "delete");
  const gone = (type: Step["type"]) => steps.filter((step) => step.type === type && step.action === "delete");
  const groupNeeds = new Map(file.groups.map((group) => [group.name, group.parent === null ? [] : [group.parent]]));
  const roleNeeds = new Map(file.roles.map((role) => [role.name, role.includes]));
  return [
    ...kept("tag_key"),
    ...gone("tag_key"),
    ...gone("assignment"),
    ...sortByNeeds(kept("group"), groupNeeds),
    ...sortByNeeds(kept("role"), roleNeeds),
    ...kept("assignment"),
    ...kept("policy"),
    ...gone("policy"),
    ...deletable(gone("role")),
    ...deletable(gone("group")),
  ];
}

function sortByNeeds(steps: readonly Step[], needs: ReadonlyMap<string, readonly string[]>): Step[] {
  const byName = new Map(steps.map((step) => [step.name, step]));
  const sorted = new Set<Step>();
  const visit = (step: Step) => {
    for (const name of needs.get(step.name) ?? []) {
      const needed = byName.get(name);
      if (needed !== undefined && !sorted.has(needed)) visit(needed);
    }
    sorted.add(step);
  };
  for (const step of steps) visit(step);
  return [...sorted];
}

/** Groups below go before those above, and roles that include before those that are included. */
function deletable(steps: readonly Step[]): Step[] {
  const names = new Map(steps.map((step) => [step.stored?.id ?? "", step.name]));
  const needs = new Map(
    steps.map(({ name, stored }) => {
      const ids = stored !== null && "includes" in stored ? stored.includes : [(stored as Group | null)?.parentId ?? ""];
      return [name, ids.flatMap((id) => names.get(id) ?? [])];
    }),
  );
  return sortByNeeds(steps, needs).toReversed();
}

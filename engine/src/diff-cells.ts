/** Rules taken apart into cells: one target, one selector, one effect, the actions that they can mean at all. */
import type { Catalogue, Conditions, Permission, ResourceSelector, SubjectType, Target } from "@latchkey/contract";
import { isGrantable } from "./action-bits.ts";
import { conditionsKey } from "./diff-conditions.ts";
import type { RuleSource } from "./rule-source.ts";

export interface RuleName {
  readonly kind: "policy" | "role";
  readonly id: string;
  readonly name: string;
}

export interface RuleCell {
  readonly effect: Permission["effect"];
  readonly target: Target;
  readonly selector: ResourceSelector;
  readonly actions: Set<string>;
  /** Null when it always counts. */
  readonly conditions: Conditions | null;
  readonly sources: RuleName[];
}

/** Cells by what they say: rules that say the same are one cell. */
export type RuleCells = Map<string, RuleCell>;

/** Cells of the rules that say anything about these types; of all types when null. */
export function cellsOf(catalogue: Catalogue, sources: Iterable<RuleSource>, types: ReadonlySet<string> | null): RuleCells {
  const cells: RuleCells = new Map();
  for (const source of sources) {
    for (const permission of source.permissions) {
      if (types !== null && !types.has(permission.resource.type)) continue;
      for (const target of source.targets) addCell(cells, catalogue, { source, target, permission });
    }
  }
  return cells;
}

function addCell(cells: RuleCells, catalogue: Catalogue, rule: { source: RuleSource; target: Target; permission: Permission }): void {
  const { source, target, permission } = rule;
  const { effect, resource: selector } = permission;
  const actions = permission.actions.filter((action) => isPossible(catalogue, target.subject, selector, action));
  if (actions.length === 0) return;

  const key = JSON.stringify([
    effect,
    matcherKey(target),
    target.subject,
    matcherKey(selector),
    selector.type,
    conditionsKey(source.conditions ?? undefined),
  ]);
  const { kind, id, name } = source;
  const known = cells.get(key);
  if (known === undefined) {
    cells.set(key, { effect, target, selector, actions: new Set(actions), conditions: source.conditions, sources: [{ kind, id, name }] });
    return;
  }
  for (const action of actions) known.actions.add(action);
  if (!known.sources.some((each) => each.id === id)) known.sources.push({ kind, id, name });
}

function isPossible(catalogue: Catalogue, subject: SubjectType, { type, match }: ResourceSelector, action: string): boolean {
  return isGrantable(catalogue, { subject, type, action, form: match });
}

function matcherKey(matcher: Target | ResourceSelector): unknown[] {
  switch (matcher.match) {
    case "any":
      return ["any"];
    case "tag":
      return ["tag", matcher.key, matcher.value];
    case "tag_match":
      return ["tag_match", matcher.key];
    default:
      return [matcher.match, matcher.id];
  }
}

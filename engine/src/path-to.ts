/** How a subject came to match a target: through which groups and roles. */
import type { PathStep, Tag, Target } from "@latchkey/contract";
import type { Asked } from "./asked.ts";
import { holds } from "./conditions.ts";
import { entryGroups, type EntryGroup } from "./effective-subject.ts";
import { matchesTarget } from "./match.ts";
import type { EngineGroup, EngineRole, RoleHolding } from "./model.ts";

/** Empty for what is the subject's own. The target must match. */
export function pathTo(asked: Asked, target: Target): PathStep[] {
  const { groupIds, roleIds } = asked.asker;
  if (groupIds.length === 0 && roleIds.length === 0) return [];
  if (target.match === "role") return pathToRole(asked, target.id);
  if (target.match === "group") return pathToGroup(asked, (group) => group.id === target.id);
  if (target.match === "any" || target.match === "id") return [];

  const isOwn = matchesTarget(target, { ...asked.asker, tags: asked.question.subject.tags });
  return isOwn ? [] : pathToGroup(asked, (group) => group.tags.some((tag) => isWanted(tag, target)));
}

function isWanted(tag: Tag, target: Extract<Target, { key: string }>): boolean {
  return tag.key === target.key && (target.match === "tag_match" || tag.value === target.value);
}

function pathToGroup({ set, question }: Asked, isIt: (group: EngineGroup) => boolean): PathStep[] {
  for (const entry of entryGroups(set.directory, question.subject)) {
    const level = entry.lineage.groups.findIndex(isIt);
    if (level !== -1) return groupSteps(entry, level);
  }
  return [];
}

function groupSteps({ via, lineage }: EntryGroup, level: number): PathStep[] {
  return lineage.groups
    .slice(0, level + 1)
    .map(({ id, name }, position) => ({ kind: "group", id, name, via: position === 0 ? via : "group_below" }));
}

function pathToRole(asked: Asked, roleId: string): PathStep[] {
  const { set, question } = asked;
  const own = chainFrom(asked, question.subject.roles ?? [], roleId);
  if (own !== null) return own.slice(0, -1);

  for (const entry of entryGroups(set.directory, question.subject)) {
    const level = entry.lineage.groups.findIndex((group) => chainFrom(asked, group.roles, roleId) !== null);
    const group = entry.lineage.groups[level];
    if (group !== undefined) return [...groupSteps(entry, level), ...(chainFrom(asked, group.roles, roleId) ?? []).slice(0, -1)];
  }
  return [];
}

/** The shortest chain of including roles from one that is held to the wanted one, both ends included. */
function chainFrom({ set, question }: Asked, holdings: readonly RoleHolding[], wanted: string): PathStep[] | null {
  const inForce = (id: string) => {
    const role = set.roles.get(id);
    return role !== undefined && holds(role.conditions, question.circumstances) ? role : undefined;
  };
  const held = holdings.filter((holding) => holds(holding.conditions, question.circumstances)).map((holding) => holding.roleId);
  const before = new Map<string, EngineRole | null>();
  const waiting = held.map((id) => ({ id, parent: null as EngineRole | null }));
  for (const { id, parent } of waiting) {
    const role = before.has(id) ? undefined : inForce(id);
    if (role === undefined) continue;

    before.set(id, parent);
    if (id === wanted) return chainTo(role, before);
    waiting.push(...role.includes.map((included) => ({ id: included, parent: role })));
  }
  return null;
}

function chainTo(last: EngineRole, before: ReadonlyMap<string, EngineRole | null>): PathStep[] {
  const steps: PathStep[] = [];
  let role: EngineRole | null = last;
  while (role !== null) {
    steps.unshift({ kind: "role", id: role.id, name: role.name });
    role = before.get(role.id) ?? null;
  }
  return steps;
}

/** Why a role is not held: never given, or given and not in force now. */
import type { Conditions, NearMiss } from "@latchkey/contract";
import type { Asked } from "./asked.ts";
import { whyNot, type UnmetCondition } from "./conditions.ts";
import { entryGroups, mayHoldRoles } from "./effective-subject.ts";
import type { Circumstances } from "./model.ts";

/** Null where the subject cannot hold roles, or the role does not exist. */
export function roleMiss(asked: Asked, roleId: string): NearMiss | null {
  const role = asked.set.roles.get(roleId);
  if (!mayHoldRoles(asked.asker) || role === undefined) return null;

  const named = { roleId, roleName: role.name };
  const miss = whyNotInForce(asked, roleId);
  return miss === null ? { kind: "role_not_held", ...named } : { kind: "role_not_in_force", ...named, ...miss };
}

/** The first condition that stands between a holding and the role; null when no holding leads to it at all. */
function whyNotInForce({ set, question }: Asked, wanted: string): UnmetCondition | null {
  const { subject, circumstances } = question;
  const inherited = entryGroups(set.directory, subject).flatMap((entry) => entry.lineage.groups.flatMap((group) => group.roles));
  const seen = new Set<string>();
  const waiting = [...(subject.roles ?? []), ...inherited].map(({ roleId, conditions }) => ({
    id: roleId,
    miss: firstUnmet(conditions, circumstances),
  }));
  for (const { id, miss } of waiting) {
    const role = seen.has(id) ? undefined : set.roles.get(id);
    if (role === undefined) continue;

    const standing = miss ?? firstUnmet(role.conditions, circumstances);
    if (id === wanted) return standing;
    seen.add(id);
    waiting.push(...role.includes.map((included) => ({ id: included, miss: standing })));
  }
  return null;
}

function firstUnmet(conditions: Conditions | undefined, circumstances: Circumstances): UnmetCondition | null {
  return whyNot(conditions, circumstances)[0] ?? null;
}

import { policyBody, type Policy, type PolicyBody } from "@latchkey/contract";
import { groupBy } from "../../platform/group-by.ts";
import type { ReviewLineRow } from "./reviews.store.ts";

interface Withdrawal {
  /** The policy without the permissions; null when none of them is there any more. */
  body: PolicyBody | null;
  /** Lines whose permission was changed or removed since the review began. */
  goneIds: string[];
}

/** Takes out exactly the permissions that were asked about, wherever in the list they stand now. */
export function withoutPermissions(policy: Policy, lines: readonly ReviewLineRow[]): Withdrawal {
  const left = [...policy.permissions];
  const goneIds: string[] = [];
  for (const line of lines) {
    const index = left.findIndex((permission) => JSON.stringify(permission) === JSON.stringify(line.rule.permission));
    if (index === -1) goneIds.push(line.id);
    else left.splice(index, 1);
  }
  if (left.length === policy.permissions.length) return { body: null, goneIds };

  const { name, description, status, targets, permissions, conditions, tags } = policy;
  const whole = { name, description, targets, conditions, tags };
  // A policy needs a permission to be stored at all; as a draft it says nothing.
  const body = left.length === 0 ? { ...whole, status: "draft" as const, permissions } : { ...whole, status, permissions: left };
  return { body, goneIds };
}

/**
 * A policy without what can never fire: targets and resources that no longer exist, actions that their type does not have.
 * Nothing that is decided changes by it. Null when nothing is left that could be said.
 */
export function withoutDeadRules(body: PolicyBody, errors: readonly { path: string }[]): PolicyBody | null {
  const paths = errors.map(({ path }) => path.split("."));
  const isDead = (list: string, index: number, part?: string) =>
    paths.some(([first, second, third]) => first === list && second === String(index) && (part === undefined || third === part));
  const isDeadAction = (index: number, position: number) =>
    paths.some((path) => path.join(".") === `permissions.${index}.actions.${position}`);

  const targets = body.targets.filter((_target, index) => !isDead("targets", index));
  const permissions = body.permissions.flatMap((permission, index) => {
    const actions = permission.actions.filter((_action, position) => !isDeadAction(index, position));
    const isRepeated = paths.some((path) => path.join(".") === `permissions.${index}`);
    return actions.length === 0 || isRepeated || isDead("permissions", index, "resource") ? [] : [{ ...permission, actions }];
  });
  return targets.length === 0 || permissions.length === 0 ? null : { ...body, targets, permissions };
}

const targetsPerPolicyMax = 200;
const nameLengthMax = 100;

/** Policies that deny each person what the rule allowed them, a policy for each rule. */
export function denialsOf(reviewName: string, lines: readonly ReviewLineRow[]): PolicyBody[] {
  return [...groupBy(lines, (line) => line.place.slice(0, line.place.lastIndexOf("-")))].flatMap(([, group]) => {
    const [first] = group;
    if (!first?.rule.permission) return [];

    const { name, permission } = first.rule;
    const targets = group.flatMap(({ subject }) =>
      subject === null || subject.type === "group" ? [] : [{ subject: subject.type, match: "id" as const, id: subject.id }],
    );
    return chunksOf(targets, targetsPerPolicyMax).map((some, index) =>
      policyBody.parse({
        name: `Revoked by review ${reviewName}: ${name}${index === 0 ? "" : ` ${index + 1}`}`.slice(0, nameLengthMax),
        description: `Made when the access review "${reviewName}" closed.`,
        status: "active",
        targets: some,
        permissions: [{ ...permission, effect: "deny" }],
      }),
    );
  });
}

function chunksOf<T>(list: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, index) => list.slice(index * size, (index + 1) * size));
}

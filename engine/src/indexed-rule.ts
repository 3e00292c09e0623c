/** One permission of a policy or role for one kind of subject, with the atoms that stand for it in the index. */
import type { Permission, SubjectType, Target } from "@latchkey/contract";
import { allowBits } from "./action-bits.ts";
import type { RuleSource } from "./rule-source.ts";

/** Whom the rules of a source speak about, among one kind of subject. */
export interface Audience {
  readonly subject: SubjectType;
  /** Atoms of the targets of this kind, in the order of the source. */
  readonly targets: readonly number[];
  /** Where these targets stand in the source. */
  readonly targetIndexes: readonly number[];
  /** The target atoms under which the rules are kept: the targets, or the in-between atom of the source. */
  readonly origins: readonly number[];
}

export interface IndexedRule {
  /** Its place in the table of rules. */
  readonly number: number;
  readonly source: RuleSource;
  readonly audience: Audience;
  readonly permissionIndex: number;
  /** The atom of what the permission is about. */
  readonly resource: number;
  readonly mask: number;
}

export function isAllow({ mask }: IndexedRule): boolean {
  return (mask & allowBits) !== 0;
}

export function permissionOf({ source, permissionIndex }: IndexedRule): Permission {
  const permission = source.permissions[permissionIndex];
  if (permission === undefined) throw new Error("an indexed rule names a permission that its source does not have");
  return permission;
}

export function targetAt(source: RuleSource, targetIndex: number): Target {
  const target = source.targets[targetIndex];
  if (target === undefined) throw new Error("an indexed rule names a target that its source does not have");
  return target;
}

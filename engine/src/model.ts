/** The shapes every file of the engine speaks: who asks, for what, in which circumstances, and under which rules. */
import type { Conditions, GroupRule, Permission, PolicyStatus, SubjectType, Tag, Target } from "@latchkey/contract";

/** Whoever a decision is about, with what is theirs directly: what they inherit is found by the engine. */
export interface Subject {
  readonly type: SubjectType;
  readonly id: string;
  readonly tags: readonly Tag[];
  /** Groups joined by hand. */
  readonly groups?: readonly string[];
  /** Roles assigned to the subject itself. */
  readonly roles?: readonly RoleHolding[];
}

/** An assignment of a role; while its conditions do not hold, the role is not held. */
export interface RoleHolding {
  readonly roleId: string;
  readonly conditions: Conditions;
}

/**
 * What is asked for. `id` is null for `create`: the resource is then judged by the tags sent for it. A run user as a
 * resource is judged by the tags they carry directly.
 */
export interface Resource {
  readonly type: string;
  readonly id: string | null;
  readonly tags: readonly Tag[];
}

/** The moment and the surroundings of a decision; the engine has no clock. */
export interface Circumstances {
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Null where it is not known: no condition on addresses then holds. */
  readonly address: string | null;
  readonly isDeviceTrusted: boolean;
  readonly hasSecondFactor: boolean;
}

/** The part of a policy that decides anything. */
export interface EnginePolicy {
  readonly id: string;
  readonly name: string;
  readonly status: PolicyStatus;
  readonly targets: readonly Target[];
  readonly permissions: readonly Permission[];
  readonly conditions?: Conditions;
}

/** Holding a role means holding those it includes. */
export interface EngineRole {
  readonly id: string;
  readonly name: string;
  readonly permissions: readonly Permission[];
  readonly includes: readonly string[];
  readonly conditions?: Conditions;
}

/** Members have the tags and roles of their group and of all groups above it. */
export interface EngineGroup {
  readonly id: string;
  readonly name: string;
  readonly parentId: string | null;
  readonly rule: GroupRule | null;
  readonly tags: readonly Tag[];
  readonly roles: readonly RoleHolding[];
}

/** Who asks, with everything that is theirs: directly, through groups, through roles that include others. */
export interface EffectiveSubject {
  readonly type: SubjectType;
  readonly id: string;
  readonly tags: readonly Tag[];
  readonly groupIds: readonly string[];
  /** In force now. */
  readonly roleIds: readonly string[];
}

export interface Question {
  readonly subject: Subject;
  readonly action: string;
  readonly resource: Resource;
  readonly circumstances: Circumstances;
}

/** What targets and resource selectors have in common: a match form and its operands. */
export type Matcher =
  | { readonly match: "any" }
  | { readonly match: "id"; readonly id: string }
  | { readonly match: "tag"; readonly key: string; readonly value: string }
  | { readonly match: "tag_match"; readonly key: string }
  | { readonly match: "role"; readonly id: string }
  | { readonly match: "group"; readonly id: string };

/** The forms that say something about a resource. */
export type ResourceMatcher = Exclude<Matcher, { match: "role" | "group" }>;

/**
 * Members of a set as plain data that a store turns into SQL; one hit in any list is enough.
 * `tags` are `key=value` pairs as stored, `keys` asks for the key with whatever value.
 */
export interface MatchSet {
  any: boolean;
  ids: string[];
  tags: string[];
  keys: string[];
}

/** INVARIANT: a key never contains `=`, so a pair has one reading only. */
export function tagPair(key: string, value: string): string {
  return `${key}=${value}`;
}

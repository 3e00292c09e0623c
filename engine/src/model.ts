/** The shapes every file of the engine speaks: who asks, for what, and under which policies. */
import type { Permission, PolicyStatus, ResourceType, SubjectType, Tag, Target } from "@latchkey/contract";

/** Whoever a decision is about. */
export interface Subject {
  readonly type: SubjectType;
  readonly id: string;
  readonly tags: readonly Tag[];
}

/** What is asked for. `id` is null for `create`: the resource is then judged by the tags sent for it. */
export interface Resource {
  readonly type: ResourceType;
  readonly id: string | null;
  readonly tags: readonly Tag[];
}

/** The part of a policy that decides anything. */
export interface EnginePolicy {
  readonly id: string;
  readonly name: string;
  readonly status: PolicyStatus;
  readonly targets: readonly Target[];
  readonly permissions: readonly Permission[];
}

/** What targets and resource selectors have in common: a match form and its operands. */
export type Matcher =
  | { readonly match: "any" }
  | { readonly match: "id"; readonly id: string }
  | { readonly match: "tag"; readonly key: string; readonly value: string }
  | { readonly match: "tag_match"; readonly key: string };

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

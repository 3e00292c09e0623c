import type { ResourceFilter, ResourceType, SubjectType } from "@latchkey/contract";

/** What a caller may do in one profile: every list and every single decision asks this, whoever calls. */
export interface Access {
  /** Which resources of a type an action is allowed on, for use inside a query. */
  filter(type: ResourceType, action: string): ResourceFilter;
  /** Whether an action is allowed on one resource; `id` is null for one that is yet to be created. */
  allows(type: ResourceType, action: string, resource: { id: string | null; tags: readonly string[] }): boolean;
  /**
   * Whether a subject with new tags gains only what the caller holds too: nobody grants what they do not hold.
   * A subject that is yet to be created has no id, and no tags before.
   */
  mayRetag(subject: { type: SubjectType; id: string | null }, tags: TagChange): boolean;
}

/** Tags as stored. */
export interface TagChange {
  before: readonly string[];
  after: readonly string[];
}

/** Administrators, API tokens and the command line are not governed by policies. */
export const fullAccess: Access = { filter: () => ({ kind: "all" }), allows: () => true, mayRetag: () => true };

export const noAccess: Access = { filter: () => ({ kind: "none" }), allows: () => false, mayRetag: () => false };

import type { Conditions, Effect, Permission, PolicyStatus, ResourceFilter, SubjectType, Tag, Target } from "@latchkey/contract";
import type { Circumstances, Subject } from "@latchkey/engine";
import type { Connection } from "../database/database.ts";

/** What a caller may do in one profile: every list and every single decision asks this, whoever calls. */
export interface Access {
  /** True for whoever no role and no policy governs: administrators with full access, API tokens, the command line. */
  readonly isUnrestricted: boolean;
  /** Which resources of a type an action is allowed on, for use inside a query. */
  filter(type: string, action: string): ResourceFilter;
  /** Whether an action is allowed on one resource; `id` is null for one that is yet to be created. */
  allows(type: string, action: string, resource: TaggedResource): boolean;
  /** The same with a third answer, for what is allowed or refused by default: `none` when no rule speaks about it. */
  verdict(type: string, action: string, resource: TaggedResource): Verdict;
  /** Notes a decision that was made about one resource, for the decision log; nothing where no rule governs the caller. */
  record(made: PointDecision): void;
  /** Whether new tags of a resource give nobody a right on it that the caller does not hold on it now. */
  mayRetag(resource: { type: string; id: string }, tags: TagChange): boolean;

  /** Whether the caller holds each allow of a list, whenever `conditions` hold. */
  mayGrant(permissions: readonly Permission[], conditions?: Conditions): boolean;
  /** Whether adding (`before` null), replacing or removing (`after` null) rules gives nobody a right that the caller does not hold. */
  mayReplace(before: RuleSet | null, after: RuleSet | null): boolean;
  /** Whether people who are not known one by one, such as all members of a group, gain only what the caller holds. */
  mayGiveAnybody(change: TraitChange): boolean;
  /** Whether a tag key takes part in no rule at all: only then may strangers be asked for its value. */
  mayOpenKey(key: string): boolean;
  /** Whether one subject gains only what the caller holds too when what is directly theirs changes. */
  mayGive(connection: Connection, subject: SubjectRef, change: TraitChange): Promise<boolean>;
  /** Whether acting as a subject would give the caller no right that they do not hold. */
  mayActAs(connection: Connection, subject: SubjectRef): Promise<boolean>;
}

/** An answer about one resource; `id` is null for one that was to be created. */
export interface PointDecision {
  type: string;
  action: string;
  id: string | null;
  decision: Effect;
}

/** The same with whom it is about. */
export interface MadeDecision extends PointDecision {
  profileId: string;
  subject: Subject;
  circumstances: Circumstances;
  /**
   * Tags of the resource, where the question brought tags of its own: nothing stored could tell later why it was decided so.
   * It then counts as a use of rules, and is not kept as a decision that could be asked again.
   */
  sentTags?: readonly Tag[];
}

/** Where decisions go; `app.ts` hands it in. */
export interface DecisionSink {
  record(made: MadeDecision): void;
}

export type Verdict = "allow" | "deny" | "none";

export interface TaggedResource {
  id: string | null;
  tags: readonly string[];
}

/** Tags as stored. */
export interface TagChange {
  before: readonly string[];
  after: readonly string[];
}

/** Somebody who is yet to be created has no id, and nothing before. */
export interface SubjectRef {
  type: SubjectType;
  id: string | null;
}

/** The part of a policy, or of a role (which has no targets), that decides anything. */
export interface RuleSet {
  status: PolicyStatus;
  targets: readonly Target[];
  permissions: readonly Permission[];
  conditions?: Conditions | undefined;
}

/** A role that somebody holds themselves, and when. */
export interface RoleGrant {
  roleId: string;
  conditions: Conditions;
}

/** What is directly somebody's; what is left out stays as it is stored. */
export interface Traits {
  /** As stored. */
  tags?: readonly string[];
  /** Groups joined by hand. */
  groups?: readonly string[];
  roles?: readonly RoleGrant[];
}

export interface TraitChange {
  before: Traits;
  after: Traits;
}

const always = () => Promise.resolve(true);
const never = () => Promise.resolve(false);

/** Administrators, API tokens and the command line are not governed by policies. */
export const fullAccess: Access = {
  isUnrestricted: true,
  filter: () => ({ kind: "all" }),
  allows: () => true,
  verdict: () => "allow",
  record: () => undefined,
  mayRetag: () => true,
  mayGrant: () => true,
  mayReplace: () => true,
  mayGiveAnybody: () => true,
  mayOpenKey: () => true,
  mayGive: always,
  mayActAs: always,
};

export const noAccess: Access = {
  isUnrestricted: false,
  filter: () => ({ kind: "none" }),
  allows: () => false,
  verdict: () => "none",
  record: () => undefined,
  mayRetag: () => false,
  mayGrant: () => false,
  mayReplace: () => false,
  mayGiveAnybody: () => false,
  mayOpenKey: () => false,
  mayGive: never,
  mayActAs: never,
};

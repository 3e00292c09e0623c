export { compilePolicies } from "./compile-policies.ts";
export type { EngineRules } from "./compile-policies.ts";
export { holds, whyNot } from "./conditions.ts";
export type { UnmetCondition } from "./conditions.ts";
export { decide, verdict } from "./decide.ts";
export type { Verdict } from "./decide.ts";
export { conditionsKey, isImplied, isImpossible } from "./diff-conditions.ts";
export { differenceOf } from "./diff.ts";
export type { Combination, Difference, DifferenceOptions } from "./diff.ts";
export type { RuleName } from "./diff-cells.ts";
export type { DiffRules } from "./diff-scenario.ts";
export { effectiveSubject } from "./effective-subject.ts";
export { decideWithTrail, explain } from "./explain.ts";
export type { EngineExplanation, Trail } from "./explain.ts";
export { findGroupCycle, findRoleCycle } from "./find-cycle.ts";
export { findDeadRolePermissions, findDeadRules } from "./find-dead-rules.ts";
export type { DeadRule } from "./find-dead-rules.ts";
export type { Grants } from "./grants.ts";
export { Bits } from "./bits.ts";
export { Crowd } from "./crowd.ts";
export { impactOf } from "./impact.ts";
export type { ImpactChange, ImpactQuestion, ResourceClass, SubjectClass } from "./impact.ts";
export { inheritanceOf } from "./inheritance-of.ts";
export type { Inheritance, InheritedRole } from "./inheritance-of.ts";
export { selectorFilter, targetFilter } from "./match-filter.ts";
export { matchesSelector, matchesTarget } from "./match.ts";
export type {
  Circumstances,
  EffectiveSubject,
  EngineGroup,
  EnginePolicy,
  EngineRole,
  MatchSet,
  Question,
  Resource,
  RoleHolding,
  Subject,
} from "./model.ts";
export type { PolicySet } from "./policy-set.ts";
export { specialise } from "./specialise.ts";
export { specialiseFor } from "./specialise-for.ts";
export type { SubjectClause, SubjectFilter } from "./specialise-for.ts";
export type { SubjectSet } from "./subject-set.ts";

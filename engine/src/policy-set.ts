/** The compiled rules of one profile: an inverted index over atoms, kept up to date policy by policy and role by role. */
import { catalogue as builtInCatalogue } from "@latchkey/contract";
import type { Catalogue, Conditions, Permission, SubjectType, Target } from "@latchkey/contract";
import { ActionTable, subjectTypes } from "./action-bits.ts";
import { AtomPool, noAtom } from "./atom-pool.ts";
import { AtomSpace } from "./atom-space.ts";
import { Cells } from "./cells.ts";
import type { Pair } from "./pair-table.ts";
import { Directory } from "./directory.ts";
import type { GrantLayer } from "./grant-layer.ts";
import { targetAt, type Audience, type IndexedRule } from "./indexed-rule.ts";
import type { EngineGroup, EnginePolicy, EngineRole, Matcher, ResourceMatcher } from "./model.ts";
import { Postings } from "./postings.ts";
import { RuleOrder } from "./rule-order.ts";
import { RuleTable } from "./rule-table.ts";
import { policySource, roleSource, type RuleSource } from "./rule-source.ts";
import { IntegerList } from "./integer-list.ts";
import { marksOf, type TagMarks } from "./tag-table.ts";

/**
 * Above this many target and permission pairs a policy gets one atom of its own between its targets and its
 * permissions: 200 targets times 200 permissions would otherwise be 40,000 entries. A policy with conditions always
 * has one: the way through it is open while they hold.
 */
const pairsPerPolicyMax = 64;

/** Types beyond so many share a slot of the reach of a target, which costs a look-up and never changes an answer. */
export const reachSlots = 16;

export interface TargetAtom {
  readonly subject: SubjectType;
  /** Null for the in-between atom of a policy. */
  readonly matcher: Matcher | null;
  readonly source: RuleSource | null;
  readonly conditions: Conditions | null;
}

/** Marks are of the tag pair, computed once and not once per subject; other forms have none. */
export interface ResourceAtom extends TagMarks {
  readonly type: string;
  /** Of the type in the catalogue. */
  readonly position: number;
  readonly matcher: ResourceMatcher;
}

/** Rows hold 32-bit integers. */
const visitsMax = 2 ** 31 - 1;

const noMarks: TagMarks = { hash: 0, print: 0 };

interface CompiledSource {
  readonly source: RuleSource;
  readonly rules: IndexedRule[];
  /** From a target atom to the policy's own in-between atom. */
  readonly links: Link[];
}

interface Link {
  readonly from: number;
  readonly to: number;
}

const noLinks: Link[] = [];

export class PolicySet {
  /** Counts changes: whatever was specialised under an older version may be stale. */
  version = 0;
  readonly actions: ActionTable;
  readonly directory = new Directory();
  readonly subjects = new Map(subjectTypes.map((type) => [type, new AtomSpace()]));
  readonly resources: readonly AtomSpace[];
  readonly targetAtoms = new AtomPool<TargetAtom>();
  readonly resourceAtoms = new AtomPool<ResourceAtom>();
  readonly cells = new Cells();
  readonly rules = new RuleTable();
  readonly postings: Postings;
  readonly order = new RuleOrder();
  readonly linksByTarget = new Map<number, Set<number>>();
  /**
   * All masks an atom takes part in, combined: atoms that cannot say anything about an action are skipped. May keep
   * bits of removed policies until the atom goes, which costs a look-up and never changes an answer.
   */
  readonly targetReach = new IntegerList();
  readonly resourceReach = new IntegerList();
  /** Grants of `any` targets, shared by all subjects of a kind; dropped when a policy with such a target changes. */
  readonly sharedLayers = new Map<SubjectType, GrantLayer>();
  private visits = 0;
  private readonly includesMonitored: boolean;
  private readonly policies = new Map<string, CompiledSource>();
  private readonly roleRules = new Map<string, CompiledSource>();

  /** The catalogue of a set stays: compile anew when a profile's types change. */
  constructor({ catalogue = builtInCatalogue, includeMonitored = false }: { catalogue?: Catalogue; includeMonitored?: boolean } = {}) {
    this.actions = new ActionTable(catalogue);
    this.postings = new Postings(this.actions.typeCount);
    this.resources = Array.from({ length: this.actions.typeCount }, () => new AtomSpace());
    this.includesMonitored = includeMonitored;
  }

  get catalogue(): Catalogue {
    return this.actions.catalogue;
  }

  get groups(): ReadonlyMap<string, EngineGroup> {
    return this.directory.groups;
  }

  get roles(): ReadonlyMap<string, EngineRole> {
    return this.directory.roles;
  }

  /** Policies that are evaluated; drafts never are. */
  get policyCount(): number {
    return this.policies.size;
  }

  /** Adds or replaces a policy; one that is not evaluated only takes the older state out. */
  put(policy: EnginePolicy): void {
    this.version += 1;
    const isEvaluated = policy.status === "active" || (policy.status === "monitor" && this.includesMonitored);
    if (isEvaluated) this.putSource(this.policies, policySource(policy));
    else this.removeSource(this.policies, policy.id);
  }

  remove(policyId: string): void {
    if (this.removeSource(this.policies, policyId)) this.version += 1;
  }

  putRole(role: EngineRole): void {
    this.version += 1;
    this.directory.putRole(role);
    this.putSource(this.roleRules, roleSource(role));
  }

  /** Whoever was given the role holds it no more; putting it back makes the same assignments count again. */
  removeRole(roleId: string): void {
    if (this.removeSource(this.roleRules, roleId)) this.version += 1;
    this.directory.removeRole(roleId);
  }

  putGroup(group: EngineGroup): void {
    this.version += 1;
    this.directory.putGroup(group);
  }

  removeGroup(groupId: string): void {
    if (this.directory.removeGroup(groupId)) this.version += 1;
  }

  /** Makes all rules and atoms new to whoever looks at them next, and returns the number of the visit. */
  startVisit(): number {
    if (this.visits === visitsMax) {
      for (const rows of [this.rules, this.targetAtoms.rows, this.resourceAtoms.rows]) rows.forgetVisits();
      this.visits = 0;
    }
    this.visits += 1;
    return this.visits;
  }

  *activePolicies(): Generator<EnginePolicy> {
    for (const { source } of this.policies.values()) if (source.policy !== null) yield source.policy;
  }

  /** Everything that holds rules: policies and roles. */
  *ruleSources(): Generator<RuleSource> {
    for (const { source } of this.policies.values()) yield source;
    for (const { source } of this.roleRules.values()) yield source;
  }

  private putSource(all: Map<string, CompiledSource>, source: RuleSource): void {
    const replaced = this.takeOut(all, source.id);
    this.order.add(source, replaced);
    all.set(source.id, this.compile(source));
  }

  private removeSource(all: Map<string, CompiledSource>, id: string): boolean {
    const removed = this.takeOut(all, id);
    if (removed !== undefined) this.order.remove(removed);
    return removed !== undefined;
  }

  private compile(source: RuleSource): CompiledSource {
    const compiled: CompiledSource = { source, rules: [], links: [] };
    for (const subject of subjectTypes) this.addTargets(compiled, subject);
    // Lists that grew have room for more; copies have none.
    return { source, rules: compiled.rules.slice(), links: compiled.links.length === 0 ? noLinks : compiled.links.slice() };
  }

  private takeOut(all: Map<string, CompiledSource>, id: string): RuleSource | undefined {
    const compiled = all.get(id);
    if (compiled === undefined) return undefined;

    all.delete(id);
    for (const link of compiled.links) this.removeLink(link.from, link.to);
    for (const rule of compiled.rules) this.removeRule(rule);
    return compiled.source;
  }

  private addTargets(compiled: CompiledSource, subject: SubjectType): void {
    const { source } = compiled;
    const targetIndexes = indexesOf(source, subject);
    if (targetIndexes.length === 0) return;
    const masks = source.permissions.map((permission) => this.actions.permissionMask(subject, permission));
    const granting = masks.filter((mask) => mask !== 0).length;
    if (granting === 0) return;

    const targets = targetIndexes.map((index) => this.targetAtom(subject, targetAt(source, index)));
    const { conditions } = source;
    const isIndirect = conditions !== null || targets.length * granting > pairsPerPolicyMax;
    const origins = isIndirect ? [this.targetAtoms.create({ subject, matcher: null, source, conditions })] : withoutRepeats(targets);
    const audience = { subject, targets, targetIndexes, origins };

    for (const [permissionIndex, mask] of masks.entries()) {
      if (mask !== 0) this.addRule(compiled, { audience, permissionIndex, mask });
    }
    if (isIndirect) for (const from of new Set(targets)) for (const to of origins) this.addLink(compiled, from, to);
  }

  private addRule(
    compiled: CompiledSource,
    { audience, permissionIndex, mask }: { audience: Audience; permissionIndex: number; mask: number },
  ): void {
    const { source } = compiled;
    const permission = source.permissions[permissionIndex];
    if (permission === undefined) return;

    const resource = this.resourceAtom(permission);
    const rule: IndexedRule = { number: this.rules.nextNumber(), source, audience, permissionIndex, resource, mask };
    this.rules.put(rule);
    compiled.rules.push(rule);
    this.postings.add(rule, this.actions.entry(permission.resource.type).position);
    for (const target of audience.origins) this.addPair({ target, resource }, rule);
  }

  private removeRule(rule: IndexedRule): void {
    const { resource, audience } = rule;
    this.rules.remove(rule);
    this.postings.remove(rule, this.resourceAtoms.owners[resource]?.position ?? 0);
    for (const target of audience.origins) this.removePair({ target, resource }, rule);
  }

  private targetAtom(subject: SubjectType, target: Target): number {
    const space = this.subjectSpace(subject);
    const known = space.find(target);
    if (known !== noAtom) return known;

    const atom = this.targetAtoms.create({ subject, matcher: target, source: null, conditions: null });
    space.set(target, atom);
    return atom;
  }

  private resourceAtom(permission: Permission): number {
    const space = this.resourceSpace(permission.resource.type);
    const known = space.find(permission.resource);
    if (known !== noAtom) return known;

    const matcher = permission.resource;
    const { hash, print } = matcher.match === "tag" ? marksOf(matcher) : noMarks;
    const { position } = this.actions.entry(matcher.type);
    const atom = this.resourceAtoms.create({ type: matcher.type, position, hash, print, matcher });
    space.set(permission.resource, atom);
    return atom;
  }

  private addPair(pair: Pair, rule: IndexedRule): void {
    const { target, resource } = pair;
    this.cells.add(pair, rule);
    this.widenReach(pair, rule.mask);
    this.targetAtoms.use(target);
    this.resourceAtoms.use(resource);
    this.forgetSharedLayer(target);
  }

  private removePair(pair: Pair, rule: IndexedRule): void {
    const { target, resource } = pair;
    this.forgetSharedLayer(target);
    this.cells.remove(pair, rule);
    this.releaseTarget(target);
    this.releaseResource(resource);
  }

  private addLink(compiled: CompiledSource, from: number, to: number): void {
    compiled.links.push({ from, to });
    const links = this.linksByTarget.get(from) ?? new Set();
    this.linksByTarget.set(from, links.add(to));
    this.targetAtoms.use(from);
    this.forgetSharedLayer(from);
  }

  private removeLink(from: number, to: number): void {
    this.forgetSharedLayer(from);
    const links = this.linksByTarget.get(from);
    links?.delete(to);
    if (links?.size === 0) this.linksByTarget.delete(from);
    this.releaseTarget(from);
  }

  private releaseTarget(atom: number): void {
    const owner = this.targetAtoms.owners[atom];
    if (owner === undefined || !this.targetAtoms.release(atom)) return;

    if (owner.matcher !== null) this.subjectSpace(owner.subject).forget(owner.matcher);
    for (let slot = 0; slot < reachSlots; slot += 1) this.targetReach.set(atom * reachSlots + slot, 0);
  }

  private releaseResource(atom: number): void {
    const owner = this.resourceAtoms.owners[atom];
    if (owner === undefined || !this.resourceAtoms.release(atom)) return;

    this.resourceSpace(owner.type).forget(owner.matcher);
    this.resourceReach.set(atom, 0);
  }

  private widenReach({ target, resource }: Pair, mask: number): void {
    const owner = this.resourceAtoms.owners[resource];
    if (owner === undefined) return;

    const slot = target * reachSlots + (owner.position % reachSlots);
    this.targetReach.set(slot, this.targetReach.get(slot) | mask);
    this.resourceReach.set(resource, this.resourceReach.get(resource) | mask);
  }

  private forgetSharedLayer(target: number): void {
    const owner = this.targetAtoms.owners[target];
    if (owner?.matcher?.match === "any") this.sharedLayers.delete(owner.subject);
  }

  subjectSpace(type: SubjectType): AtomSpace {
    return known(this.subjects.get(type), type);
  }

  /** A type that the catalogue does not know has no rules. */
  resourceSpace(type: string): AtomSpace {
    return this.resources[this.actions.entry(type).position] ?? emptySpace;
  }
}

const emptySpace = new AtomSpace();
/** Nearly every policy has one target: its place is kept once for all. */
const onlyFirst: readonly number[] = [0];

function indexesOf({ targets }: RuleSource, subject: SubjectType): readonly number[] {
  if (targets.length === 1) return targets[0]?.subject === subject ? onlyFirst : [];
  return [...targets.keys()].filter((index) => targets[index]?.subject === subject);
}

function withoutRepeats(atoms: readonly number[]): readonly number[] {
  return atoms.length === 1 ? atoms : [...new Set(atoms)];
}

function known(space: AtomSpace | undefined, type: string): AtomSpace {
  if (space === undefined) throw new TypeError(`there are no subjects of type ${type}`);
  return space;
}

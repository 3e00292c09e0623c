/** The compiled policies of one profile: an inverted index over atoms, kept up to date policy by policy. */
import type { Permission, ResourceType, SubjectType, Target } from "@latchkey/contract";
import { permissionMask, resourceTypes, subjectTypes, typeEntry } from "./action-bits.ts";
import { AtomPool, AtomSpace, noAtom } from "./atom-space.ts";
import { Cells, type Pair } from "./cells.ts";
import type { GrantLayer } from "./grant-layer.ts";
import type { EnginePolicy, Matcher } from "./model.ts";
import { hashTag } from "./tag-table.ts";

/**
 * Above this many target and permission pairs a policy gets one atom of its own between its targets and its
 * permissions: 200 targets times 200 permissions would otherwise be 40,000 entries.
 */
const pairsPerPolicyMax = 64;

export interface TargetAtom {
  readonly subject: SubjectType;
  /** Null for the in-between atom of a policy with many pairs. */
  readonly matcher: Matcher | null;
  readonly policy: EnginePolicy | null;
}

export interface ResourceAtom {
  readonly type: ResourceType;
  /** Of the type in `resourceTypes`. */
  readonly position: number;
  /** Of the tag pair, 0 for other forms: computed once, not once per subject. */
  readonly hash: number;
  readonly matcher: Matcher;
}

interface CompiledPolicy {
  readonly policy: EnginePolicy;
  readonly pairs: Pair[];
  /** From a target atom to the policy's own in-between atom. */
  readonly links: { readonly from: number; readonly to: number }[];
}

export class PolicySet {
  /** Counts changes: whatever was specialised under an older version may be stale. */
  version = 0;
  readonly subjects = new Map(subjectTypes.map((type) => [type, new AtomSpace()]));
  readonly resources = resourceTypes.map(() => new AtomSpace());
  readonly targetAtoms = new AtomPool<TargetAtom>();
  readonly resourceAtoms = new AtomPool<ResourceAtom>();
  readonly cells = new Cells();
  readonly linksByTarget = new Map<number, Set<number>>();
  /**
   * All masks an atom takes part in, combined: atoms that cannot say anything about an action are skipped. May keep
   * bits of removed policies until the atom goes, which costs a look-up and never changes an answer.
   */
  readonly targetReach: number[] = [];
  readonly resourceReach: number[] = [];
  /** Grants of `any` targets, shared by all subjects of a kind; dropped when a policy with such a target changes. */
  readonly sharedLayers = new Map<SubjectType, GrantLayer>();
  private readonly compiled = new Map<string, CompiledPolicy>();

  /** Active policies; drafts are never evaluated. */
  get policyCount(): number {
    return this.compiled.size;
  }

  /** Adds or replaces a policy; anything but an active one only takes the older state out. */
  put(policy: EnginePolicy): void {
    this.remove(policy.id);
    this.version += 1;
    if (policy.status !== "active") return;

    const compiled: CompiledPolicy = { policy, pairs: [], links: [] };
    this.compiled.set(policy.id, compiled);
    for (const subject of subjectTypes) this.addTargets(compiled, subject);
  }

  remove(policyId: string): void {
    const compiled = this.compiled.get(policyId);
    if (compiled === undefined) return;

    this.version += 1;
    this.compiled.delete(policyId);
    for (const link of compiled.links) this.removeLink(link.from, link.to);
    for (const pair of compiled.pairs) this.removePair(pair, compiled.policy);
  }

  *activePolicies(): Generator<EnginePolicy> {
    for (const { policy } of this.compiled.values()) yield policy;
  }

  private addTargets(compiled: CompiledPolicy, subject: SubjectType): void {
    const { policy } = compiled;
    const targets = policy.targets.filter((target) => target.subject === subject);
    const granting = policy.permissions.filter((permission) => permissionMask(subject, permission) !== 0);
    if (targets.length === 0 || granting.length === 0) return;

    const froms = new Set(targets.map((target) => this.targetAtom(subject, target)));
    const masks = this.masksByResource(subject, granting);
    const isBulky = froms.size * masks.size > pairsPerPolicyMax;
    const sources = isBulky ? [this.targetAtoms.create({ subject, matcher: null, policy })] : froms;

    for (const target of sources) for (const [resource, mask] of masks) this.addPair(compiled, { target, resource }, mask);
    if (isBulky) for (const from of froms) for (const to of sources) this.addLink(compiled, from, to);
  }

  private masksByResource(subject: SubjectType, permissions: readonly Permission[]): Map<number, number> {
    const masks = new Map<number, number>();
    for (const permission of permissions) {
      const atom = this.resourceAtom(permission);
      masks.set(atom, (masks.get(atom) ?? 0) | permissionMask(subject, permission));
    }
    return masks;
  }

  private targetAtom(subject: SubjectType, target: Target): number {
    const space = this.subjectSpace(subject);
    const known = space.find(target);
    if (known !== noAtom) return known;

    const atom = this.targetAtoms.create({ subject, matcher: target, policy: null });
    space.set(target, atom);
    return atom;
  }

  private resourceAtom(permission: Permission): number {
    const space = this.resourceSpace(permission.resource.type);
    const known = space.find(permission.resource);
    if (known !== noAtom) return known;

    const matcher = permission.resource;
    const hash = matcher.match === "tag" ? hashTag(matcher) : 0;
    const { position } = typeEntry(matcher.type);
    const atom = this.resourceAtoms.create({ type: matcher.type, position, hash, matcher });
    space.set(permission.resource, atom);
    return atom;
  }

  private addPair(compiled: CompiledPolicy, pair: Pair, mask: number): void {
    const { target, resource } = pair;
    compiled.pairs.push(pair);
    this.cells.add(pair, compiled.policy, mask);
    this.widenReach(pair, mask);
    this.targetAtoms.use(target);
    this.resourceAtoms.use(resource);
    this.forgetSharedLayer(target);
  }

  private removePair(pair: Pair, policy: EnginePolicy): void {
    const { target, resource } = pair;
    this.forgetSharedLayer(target);
    this.cells.remove(pair, policy);
    this.releaseTarget(target);
    this.releaseResource(resource);
  }

  private addLink(compiled: CompiledPolicy, from: number, to: number): void {
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
    for (let type = 0; type < resourceTypes.length; type += 1) this.targetReach[atom * resourceTypes.length + type] = 0;
  }

  private releaseResource(atom: number): void {
    const owner = this.resourceAtoms.owners[atom];
    if (owner === undefined || !this.resourceAtoms.release(atom)) return;

    this.resourceSpace(owner.type).forget(owner.matcher);
    this.resourceReach[atom] = 0;
  }

  private widenReach({ target, resource }: Pair, mask: number): void {
    const owner = this.resourceAtoms.owners[resource];
    if (owner === undefined) return;

    const slot = target * resourceTypes.length + owner.position;
    this.targetReach[slot] = (this.targetReach[slot] ?? 0) | mask;
    this.resourceReach[resource] = (this.resourceReach[resource] ?? 0) | mask;
  }

  private forgetSharedLayer(target: number): void {
    const owner = this.targetAtoms.owners[target];
    if (owner?.matcher?.match === "any") this.sharedLayers.delete(owner.subject);
  }

  subjectSpace(type: SubjectType): AtomSpace {
    return known(this.subjects.get(type), type);
  }

  resourceSpace(type: ResourceType): AtomSpace {
    return known(this.resources[typeEntry(type).position], type);
  }
}

/** Builds the index of a profile from scratch; from then on use `put` and `remove`. */
export function compilePolicies(policies: Iterable<EnginePolicy>): PolicySet {
  const set = new PolicySet();
  for (const policy of policies) set.put(policy);
  return set;
}

function known(space: AtomSpace | undefined, type: string): AtomSpace {
  if (space === undefined) throw new TypeError(`the catalogue has no ${type}`);
  return space;
}

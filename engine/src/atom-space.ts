/** The atoms of one kind of subject or resource, found by what they name. */
import type { Tag } from "@latchkey/contract";
import { noAtom } from "./atom-pool.ts";
import type { Matcher } from "./model.ts";
import { difference } from "./text-difference.ts";

/** Atoms of one tag key: `carries` stands for tag match, the map for the tag form. */
export interface KeyAtoms {
  carries: number;
  readonly values: Map<string, number>;
}

/** Beyond so many keys that were asked about, what is known of their neighbours is forgotten: anybody can make up keys. */
const askedKeysMax = 1000;

export class AtomSpace {
  any = noAtom;
  readonly ids = new Map<string, number>();
  readonly roles = new Map<string, number>();
  readonly groups = new Map<string, number>();
  readonly tags = new Map<string, KeyAtoms>();
  private readonly neighbours = new Map<string, readonly KeyAtoms[]>();

  ofTag({ key, value }: Tag): number {
    return this.tags.get(key)?.values.get(value) ?? noAtom;
  }

  ofKey(key: string): number {
    return this.tags.get(key)?.carries ?? noAtom;
  }

  /** Atoms of other keys that this one may be a misspelling of. */
  nearKeys(key: string): readonly KeyAtoms[] {
    const known = this.neighbours.get(key);
    if (known !== undefined) return known;

    const near: KeyAtoms[] = [];
    for (const [other, atoms] of this.tags) if (other !== key && difference(other, key) !== null) near.push(atoms);
    if (this.neighbours.size >= askedKeysMax) this.neighbours.clear();
    this.neighbours.set(key, near);
    return near;
  }

  find(matcher: Matcher): number {
    if (matcher.match === "any") return this.any;
    if ("id" in matcher) return this.byId(matcher.match).get(matcher.id) ?? noAtom;
    return matcher.match === "tag" ? this.ofTag(matcher) : this.ofKey(matcher.key);
  }

  set(matcher: Matcher, atom: number): void {
    if (matcher.match === "any") this.any = atom;
    else if ("id" in matcher) this.byId(matcher.match).set(matcher.id, atom);
    else if (matcher.match === "tag_match") this.keyAtoms(matcher.key).carries = atom;
    else this.keyAtoms(matcher.key).values.set(matcher.value, atom);
  }

  forget(matcher: Matcher): void {
    if (matcher.match === "any") this.any = noAtom;
    else if ("id" in matcher) this.byId(matcher.match).delete(matcher.id);
    else this.forgetTag(matcher);
  }

  private byId(form: "id" | "role" | "group"): Map<string, number> {
    if (form === "role") return this.roles;
    return form === "group" ? this.groups : this.ids;
  }

  private forgetTag(matcher: Extract<Matcher, { key: string }>): void {
    const atoms = this.keyAtoms(matcher.key);
    if (matcher.match === "tag_match") atoms.carries = noAtom;
    else atoms.values.delete(matcher.value);

    if (atoms.carries !== noAtom || atoms.values.size > 0) return;
    this.tags.delete(matcher.key);
    this.neighbours.clear();
  }

  private keyAtoms(key: string): KeyAtoms {
    const known = this.tags.get(key);
    if (known !== undefined) return known;

    const atoms: KeyAtoms = { carries: noAtom, values: new Map() };
    this.tags.set(key, atoms);
    this.neighbours.clear();
    return atoms;
  }
}

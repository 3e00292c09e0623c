/**
 * Atoms: every distinct thing a target or a selector can name (any, an id, a tag pair, a tag key) as a small integer.
 * Comparing integers instead of strings is what makes a decision independent of the number of policies.
 */
import type { Matcher } from "./model.ts";

/** No atom has this number. */
export const noAtom = 0;

/** Atoms of one tag key: `carries` stands for tag match, the map for the tag form. */
export interface KeyAtoms {
  carries: number;
  readonly values: Map<string, number>;
}

/** Hands out atom numbers, counts who uses them and takes them back, so that years of policy edits do not leak. */
export class AtomPool<Owner> {
  readonly owners: (Owner | undefined)[] = [undefined];
  private readonly useCounts: number[] = [0];
  private readonly free: number[] = [];

  create(owner: Owner): number {
    const atom = this.free.pop() ?? this.owners.length;
    this.owners[atom] = owner;
    this.useCounts[atom] = 0;
    return atom;
  }

  use(atom: number): void {
    this.useCounts[atom] = (this.useCounts[atom] ?? 0) + 1;
  }

  /** Returns true when nobody uses the atom any more: its number may come back as something else. */
  release(atom: number): boolean {
    const useCount = (this.useCounts[atom] ?? 0) - 1;
    this.useCounts[atom] = useCount;
    if (useCount > 0) return false;

    this.owners[atom] = undefined;
    this.free.push(atom);
    return true;
  }
}

/** The atoms of one kind of subject or resource, found by what they name. */
export class AtomSpace {
  any = noAtom;
  readonly ids = new Map<string, number>();
  readonly tags = new Map<string, KeyAtoms>();

  find(matcher: Matcher): number {
    if (matcher.match === "any") return this.any;
    if (matcher.match === "id") return this.ids.get(matcher.id) ?? noAtom;
    const atoms = this.tags.get(matcher.key);
    if (matcher.match === "tag_match") return atoms?.carries ?? noAtom;
    return atoms?.values.get(matcher.value) ?? noAtom;
  }

  set(matcher: Matcher, atom: number): void {
    if (matcher.match === "any") this.any = atom;
    else if (matcher.match === "id") this.ids.set(matcher.id, atom);
    else if (matcher.match === "tag_match") this.keyAtoms(matcher.key).carries = atom;
    else this.keyAtoms(matcher.key).values.set(matcher.value, atom);
  }

  forget(matcher: Matcher): void {
    if (matcher.match === "any") this.any = noAtom;
    else if (matcher.match === "id") this.ids.delete(matcher.id);
    else this.forgetTag(matcher);
  }

  private forgetTag(matcher: Extract<Matcher, { key: string }>): void {
    const atoms = this.keyAtoms(matcher.key);
    if (matcher.match === "tag_match") atoms.carries = noAtom;
    else atoms.values.delete(matcher.value);

    if (atoms.carries === noAtom && atoms.values.size === 0) this.tags.delete(matcher.key);
  }

  private keyAtoms(key: string): KeyAtoms {
    const known = this.tags.get(key);
    if (known !== undefined) return known;

    const atoms: KeyAtoms = { carries: noAtom, values: new Map() };
    this.tags.set(key, atoms);
    return atoms;
  }
}

/**
 * Atoms: every distinct thing a target or a selector can name (any, an id, a tag pair, a tag key, a role, a group) as a
 * small integer. Comparing integers instead of strings is what makes a decision independent of the number of policies.
 */

import { AtomRows } from "./atom-rows.ts";
import type { Matcher } from "./model.ts";

/** No atom has this number. */
export const noAtom = 0;

/** Hands out atom numbers, counts who uses them and takes them back, so that years of policy edits do not leak. */
export class AtomPool<Owner extends { readonly matcher: Matcher | null }> {
  readonly rows = new AtomRows();
  readonly owners: (Owner | undefined)[] = [undefined];
  private readonly useCounts: number[] = [0];
  private readonly free: number[] = [];

  create(owner: Owner): number {
    const atom = this.free.pop() ?? this.owners.length;
    this.owners[atom] = owner;
    this.useCounts[atom] = 0;
    this.rows.describe(atom, owner.matcher);
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

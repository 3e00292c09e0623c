/** Many subjects of one kind at once, found by what is directly theirs: a filter over subjects becomes a few passes over bits. */
import { Bits } from "./bits.ts";
import { isImplied } from "./diff-conditions.ts";
import type { Conditions, Tag } from "@latchkey/contract";
import { tagPair, type Subject } from "./model.ts";
import type { SubjectClause, SubjectFilter } from "./specialise-for.ts";
import type { SubjectSet } from "./subject-set.ts";

export class Crowd {
  readonly size: number;
  private readonly subjects: readonly Subject[];
  private readonly ids = new Map<string, number[]>();
  private readonly pairs = new Map<string, number[]>();
  /** Put together when a key is asked for, which is seldom. */
  private readonly keys = new Map<string, Bits>();
  private readonly pairsOfKey = new Map<string, Set<readonly number[]>>();
  private readonly groups = new Map<string, number[]>();
  private roles = new Map<string, number[]>();
  /** Of atoms that many carry: from the second time on one pass over words instead of one step for each. */
  private readonly dense = new Map<readonly number[], Bits>();

  constructor(subjects: readonly Subject[]) {
    this.subjects = subjects;
    this.size = subjects.length;
    // Subjects that are alike in a tag mostly share the object: its text is put together and looked up once.
    const postingsOf = new Map<Tag, number[]>();
    subjects.forEach(({ id, tags, groups = [] }, index) => {
      postings(this.ids, id).push(index);
      for (const tag of tags) {
        const known = postingsOf.get(tag) ?? this.postingsOfTag(tag);
        postingsOf.set(tag, known);
        known.push(index);
      }
      for (const group of groups) postings(this.groups, group).push(index);
    });
  }

  private postingsOfTag({ key, value }: Tag): number[] {
    const ofPair = postings(this.pairs, tagPair(key, value));
    this.pairsOfKey.set(key, (this.pairsOfKey.get(key) ?? new Set<readonly number[]>()).add(ofPair));
    return ofPair;
  }

  /** From now on roles are held where the conditions of the assignment hold with those given. */
  assume(given: readonly Conditions[]): void {
    this.roles = new Map();
    this.subjects.forEach(({ roles = [] }, index) => {
      for (const { roleId, conditions } of roles) if (isImplied(conditions, given)) postings(this.roles, roleId).push(index);
    });
  }

  /** Those whom a filter lets through. */
  passing(filter: SubjectFilter): Bits {
    const passing = new Bits(this.size);
    if (filter.kind === "none") return passing;
    if (filter.kind === "all") return passing.addAll();
    return this.addClauses(passing, filter.anyOf).andNot(this.addClauses(new Bits(this.size), filter.noneOf));
  }

  private addClauses(bits: Bits, clauses: readonly SubjectClause[]): Bits {
    for (const { target, carries } of clauses) {
      if (carries === null) this.addSet(bits, target);
      else bits.or(this.addSet(new Bits(this.size), target).and(this.addSet(new Bits(this.size), carries)));
    }
    return bits;
  }

  private addSet(bits: Bits, set: SubjectSet): Bits {
    if (set.any) return bits.addAll();
    for (const id of set.ids) this.addIndexes(bits, this.ids.get(id));
    for (const pair of set.tags) this.addIndexes(bits, this.pairs.get(pair));
    for (const key of set.keys) bits.or(this.carryingKey(key));
    for (const group of set.groups) this.addIndexes(bits, this.groups.get(group));
    for (const role of set.roles) this.addIndexes(bits, this.roles.get(role));
    for (const [first, ...others] of set.allTags) bits.or(this.carryingAll(first, others));
    return bits;
  }

  private carryingKey(key: string): Bits {
    const known = this.keys.get(key);
    if (known !== undefined) return known;

    const bits = new Bits(this.size);
    for (const indexes of this.pairsOfKey.get(key) ?? []) for (const index of indexes) bits.add(index);
    this.keys.set(key, bits);
    return bits;
  }

  private carryingAll(first: string | undefined, others: readonly string[]): Bits {
    const bits = new Bits(this.size);
    this.addIndexes(bits, this.pairs.get(first ?? ""));
    for (const pair of others) {
      const more = new Bits(this.size);
      this.addIndexes(more, this.pairs.get(pair));
      bits.and(more);
    }
    return bits;
  }

  private addIndexes(bits: Bits, indexes: readonly number[] | undefined): void {
    if (indexes === undefined) return;
    if (indexes.length * 32 < this.size) {
      for (const index of indexes) bits.add(index);
      return;
    }
    const known = this.dense.get(indexes);
    if (known !== undefined) {
      bits.or(known);
      return;
    }
    const fresh = new Bits(this.size);
    for (const index of indexes) fresh.add(index);
    this.dense.set(indexes, fresh);
    bits.or(fresh);
  }
}

function postings(all: Map<string, number[]>, atom: string): number[] {
  const known = all.get(atom);
  if (known !== undefined) return known;

  const fresh: number[] = [];
  all.set(atom, fresh);
  return fresh;
}

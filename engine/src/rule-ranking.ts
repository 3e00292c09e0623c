/** Rules by how much they are worth reading; only as many as are read are ever put in order. */
import type { Rule } from "./judge-rule.ts";

export class RuleRanking {
  size = 0;
  /** By distance, allows before denies: distances are few small integers. */
  private readonly ranks: Rule[][] = [];

  add(rule: Rule): void {
    const rank = rule.distance * 2 + (rule.permission.effect === "allow" ? 0 : 1);
    const known = this.ranks[rank];
    if (known === undefined) this.ranks[rank] = [rule];
    else known.push(rule);
    this.size += 1;
  }

  nearest(countMax: number): Rule[] {
    const nearest: Rule[] = [];
    for (const rule of this) {
      if (nearest.length >= countMax) break;
      nearest.push(rule);
    }
    return nearest;
  }

  *[Symbol.iterator](): Generator<Rule> {
    for (const rules of this.ranks) if (rules !== undefined) yield* rules.sort(byPlace);
  }
}

/** The order of policies in the profile must not show in an answer. */
export function byPlace(one: Rule, other: Rule): number {
  if (one.source.id !== other.source.id) return one.source.id < other.source.id ? -1 : 1;
  return one.permissionIndex - other.permissionIndex;
}

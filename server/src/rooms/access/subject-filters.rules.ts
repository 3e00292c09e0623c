import { isDeepStrictEqual } from "node:util";
import type { SubjectClause, SubjectFilter } from "@latchkey/engine";

type SubjectSet = SubjectClause["target"];

/** Whether everybody whom a filter lets through another lets through too, judged by the filters alone; says no when unsure. */
export function isSubjectFilterCovered(filter: SubjectFilter, other: SubjectFilter): boolean {
  if (filter.kind === "none" || other.kind === "all") return true;
  if (other.kind === "none") return false;

  const { anyOf, noneOf } = filter.kind === "all" ? { anyOf: [], noneOf: [] } : filter;
  const isNarrower = other.noneOf.every((clause) => isClauseCovered(clause, noneOf));
  return isNarrower && filter.kind === "some" && anyOf.every((clause) => isClauseCovered(clause, other.anyOf));
}

function isClauseCovered({ target, carries }: SubjectClause, others: readonly SubjectClause[]): boolean {
  return others.some(
    (other) => isSetCovered(target, other.target) && (other.carries === null || (carries !== null && isSetCovered(carries, other.carries))),
  );
}

function isSetCovered(set: SubjectSet, other: SubjectSet): boolean {
  if (other.any) return true;
  if (set.any) return false;

  const isWithin = (part: readonly unknown[], whole: readonly unknown[]) =>
    part.every((each) => whole.some((candidate) => isDeepStrictEqual(each, candidate)));
  return (["ids", "tags", "keys", "allTags", "groups", "roles"] as const).every((list) => isWithin(set[list], other[list]));
}

/** One step from an earlier list to a later one; a place is -1 where the step has none in that list. */
export interface Step<T> {
  before: T | undefined;
  after: T | undefined;
  beforeIndex: number;
  afterIndex: number;
}

/**
 * Pairs the entries of two lists: equal ones by the longest common subsequence, so that a rule put in front of the others
 * is one addition; what lies between is paired in order as changed. Answers only what differs.
 */
export function alignLists<T>(before: readonly T[], after: readonly T[]): Step<T>[] {
  const anchors = [...commonPlaces(before.map(toText), after.map(toText)), [before.length, after.length] as const];

  const steps: Step<T>[] = [];
  let [beforeIndex, afterIndex] = [0, 0];
  for (const [beforeAnchor, afterAnchor] of anchors) {
    while (beforeIndex < beforeAnchor || afterIndex < afterAnchor) {
      const hasBefore = beforeIndex < beforeAnchor;
      const hasAfter = afterIndex < afterAnchor;
      steps.push({
        before: hasBefore ? before[beforeIndex] : undefined,
        after: hasAfter ? after[afterIndex] : undefined,
        beforeIndex: hasBefore ? beforeIndex : -1,
        afterIndex: hasAfter ? afterIndex : -1,
      });
      if (hasBefore) beforeIndex += 1;
      if (hasAfter) afterIndex += 1;
    }
    [beforeIndex, afterIndex] = [beforeAnchor + 1, afterAnchor + 1];
  }
  return steps;
}

/** Places of a longest common subsequence in both lists. */
function commonPlaces(before: readonly string[], after: readonly string[]): [number, number][] {
  // lengths[i][j]: longest common subsequence of before from i on and after from j on.
  const lengths = Array.from({ length: before.length + 1 }, () => new Uint16Array(after.length + 1));
  const lengthAt = (i: number, j: number) => lengths[i]?.[j] ?? 0;
  for (let i = before.length - 1; i >= 0; i -= 1) {
    const row = lengths[i];
    for (let j = after.length - 1; row !== undefined && j >= 0; j -= 1) {
      row[j] = before[i] === after[j] ? lengthAt(i + 1, j + 1) + 1 : Math.max(lengthAt(i + 1, j), lengthAt(i, j + 1));
    }
  }

  const places: [number, number][] = [];
  let [i, j] = [0, 0];
  while (i < before.length && j < after.length) {
    if (before[i] === after[j]) {
      places.push([i, j]);
      i += 1;
      j += 1;
    } else if (lengthAt(i + 1, j) >= lengthAt(i, j + 1)) i += 1;
    else j += 1;
  }
  return places;
}

/** Equal values have equal texts, in whatever order their fields come. */
export function toText(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) => (isFields(inner) ? sortedFields(inner) : inner)) ?? "null";
}

export function isFields(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function sortedFields(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).toSorted(([left], [right]) => (left < right ? -1 : 1)));
}

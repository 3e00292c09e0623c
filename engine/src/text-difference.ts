/** What kind of slip turns one text into another, if any does. */

/** Words this short are not compared letter by letter: NY is not a misspelt NJ. */
const tooShortToMisspell = 3;
const misspeltLettersMax = 2;

export type Slip = "case" | "whitespace" | "spelling";

/** Null when the texts are simply different. */
export function difference(expected: string, actual: string): Slip | null {
  if (!isPlain(expected) || !isPlain(actual)) return differenceOfAny(expected, actual);
  if (Math.abs(expected.length - actual.length) > misspeltLettersMax) return null;

  const start = commonStart(expected, actual);
  if (start === expected.length && start === actual.length) return "whitespace";
  if (expected.length === actual.length && areEqualButForCase(expected, actual, start)) return "case";
  return isMisspelt(expected, actual, start) ? "spelling" : null;
}

/** How many letters both begin with. */
function commonStart(one: string, other: string): number {
  const end = Math.min(one.length, other.length);
  let start = 0;
  while (start < end && one.charCodeAt(start) === other.charCodeAt(start)) start += 1;
  return start;
}

/** Nearly all texts are letters, digits and signs of ASCII alone, which have neither spaces nor other ways to be written. */
function isPlain(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit <= 0x20 || unit >= 0x7f) return false;
  }
  return true;
}

function areEqualButForCase(one: string, other: string, start: number): boolean {
  for (let at = start; at < one.length; at += 1) {
    const unit = one.charCodeAt(at);
    const otherUnit = other.charCodeAt(at);
    if (unit !== otherUnit && lowerUnit(unit) !== lowerUnit(otherUnit)) return false;
  }
  return true;
}

function lowerUnit(unit: number): number {
  return unit >= 0x41 && unit <= 0x5a ? unit + 0x20 : unit;
}

function differenceOfAny(expected: string, actual: string): Slip | null {
  const hasSpace = /\s/u.test(expected) || /\s/u.test(actual);
  if (!hasSpace && Math.abs(expected.length - actual.length) > misspeltLettersMax) return null;

  const [dense, denseActual] = hasSpace ? [withoutSpace(expected), withoutSpace(actual)] : [expected, actual];
  if (dense === denseActual) return "whitespace";
  if (expected.toLowerCase() === actual.toLowerCase()) return "case";
  if (hasSpace && dense.toLowerCase() === denseActual.toLowerCase()) return "spelling";
  return isMisspelt(expected, actual, 0) ? "spelling" : null;
}

function withoutSpace(text: string): string {
  return text.replaceAll(/\s+/gu, "");
}

/** Both begin with the same letters up to `start`. */
function isMisspelt(expected: string, actual: string, start: number): boolean {
  if (Math.min(expected.length, actual.length) <= tooShortToMisspell) return false;
  if (Math.max(expected.length, actual.length) - start <= misspeltLettersMax) return true;
  return expected.length >= actual.length ? isWithinTwoEdits(expected, actual, start) : isWithinTwoEdits(actual, expected, start);
}

/**
 * Two edits can follow one another in few ways, by how much longer the longer text is: where the texts differ, one letter
 * is replaced in both, or left out of the longer, or left out of the shorter.
 */
const replace = 0;
const ofLonger = 1;
const ofShorter = 2;
const waysByExtraLetters = [
  [
    [replace, replace],
    [ofLonger, ofShorter],
    [ofShorter, ofLonger],
  ],
  [
    [ofLonger, replace],
    [replace, ofLonger],
  ],
  [[ofLonger, ofLonger]],
];

/** Can the one be turned into the other by inserting, deleting or replacing two letters at most (Levenshtein)? */
function isWithinTwoEdits(longer: string, shorter: string, start: number): boolean {
  const ways = waysByExtraLetters[longer.length - shorter.length] ?? [];
  for (const way of ways) if (editsOf(way, { longer, shorter }, start) <= misspeltLettersMax) return true;
  return false;
}

/** How many edits the way takes from where the texts begin to differ; some number beyond two when it leads nowhere. */
function editsOf(way: readonly number[], { longer, shorter }: { longer: string; shorter: string }, start: number): number {
  let at = start;
  let atShorter = start;
  let edits = 0;
  while (at < longer.length && atShorter < shorter.length) {
    const isSame = longer.charCodeAt(at) === shorter.charCodeAt(atShorter);
    if (!isSame && edits === misspeltLettersMax) return Infinity;
    const edit = isSame ? replace : way[edits];
    if (!isSame) edits += 1;
    if (edit !== ofShorter) at += 1;
    if (edit !== ofLonger) atShorter += 1;
  }
  return edits + (longer.length - at) + (shorter.length - atShorter);
}

/**
 * A number as people of a locale write it: 1,204.5 or 1.204,5 or 1204.5. Null when it is none, and when it may mean two
 * numbers: where the point groups digits, 1.204 is either 1204 or, from another country's keyboard, a little over one.
 */
export function parseNumber(text: string, locale: string): number | null {
  const { group, decimal } = separators(locale);
  // Spaces of every kind group digits in many places, and an apostrophe does in Switzerland.
  const compact = text.replace(/[\s\u00A0\u202F'’]/g, "").replace("−", "-");
  if (group === "." && /^[+-]?\d{1,3}(\.\d{3})+$/.test(compact)) return null;
  const plain = isPlain(compact) ? compact : compact.replaceAll(group, "").replace(decimal, ".");
  if (!isPlain(plain)) return null;

  const value = Number(plain);

  return Number.isFinite(value) && isGroupedWell(compact, group, decimal) ? value : null;
}

/** What every programmer and every device would read as a number. */
function isPlain(text: string): boolean {
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text);
}

/** `1,5` in English is more likely a decimal comma than fifteen: refused rather than guessed. */
function isGroupedWell(text: string, group: string, decimal: string): boolean {
  if (group === "" || isPlain(text) || !text.includes(group)) return true;
  const whole = text.split(decimal)[0] ?? "";
  const groups = whole.split(group);

  return groups.slice(1).every((digits) => digits.length === 3);
}

function separators(locale: string): { group: string; decimal: string } {
  const parts = new Intl.NumberFormat(locale, { useGrouping: true }).formatToParts(12_345.6);
  const find = (type: string) => parts.find((part) => part.type === type)?.value ?? "";

  return { group: find("group"), decimal: find("decimal") };
}

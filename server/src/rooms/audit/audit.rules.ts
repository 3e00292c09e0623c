import { isDeepStrictEqual } from "node:util";

type Fields = Record<string, unknown> | null;

/** Keeps only the fields that differ, so that an entry shows the change and not the whole object twice. */
export function changedFields(before: Fields, after: Fields): { before: Fields; after: Fields } {
  if (before === null || after === null) return { before, after };

  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  const changed = [...names].filter((name) => !isDeepStrictEqual(before[name], after[name]));
  return { before: pick(before, changed), after: pick(after, changed) };
}

function pick(fields: Record<string, unknown>, names: string[]): Record<string, unknown> {
  return Object.fromEntries(names.filter((name) => name in fields).map((name) => [name, fields[name]]));
}

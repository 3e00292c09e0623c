import type { AuditEntry } from "@latchkey/contract";

export interface Line {
  text: string;
  /** Not on the other side: what was really taken away or added. */
  isChanged: boolean;
}

export interface FieldChange {
  field: string;
  /** Null where the field was absent. */
  before: Line[] | null;
  after: Line[] | null;
}

/** One entry per changed field; lists are compared item by item, so that one changed tag among many stands out. */
export function fieldChanges({ before, after }: Pick<AuditEntry, "before" | "after">): FieldChange[] {
  const old = toFields(before);
  const current = toFields(after);
  const names = new Set([...Object.keys(old), ...Object.keys(current)]);

  return [...names].map((field) => {
    const left = toLines(old[field]);
    const right = toLines(current[field]);

    return { field, before: marked(left, right), after: marked(right, left) };
  });
}

function toFields(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};
}

function toLines(value: unknown): string[] | null {
  if (value === undefined || value === null) return null;

  return Array.isArray(value) ? value.map(toText) : [toText(value)];
}

function toText(value: unknown): string {
  if (typeof value === "string") return value;
  if (isTag(value)) return `${value.key}=${value.value}`;

  return JSON.stringify(value, null, typeof value === "object" ? 1 : 0);
}

function isTag(value: unknown): value is { key: string; value: string } {
  return typeof value === "object" && value !== null && Object.keys(value).toSorted().join() === "key,value";
}

function marked(lines: string[] | null, others: string[] | null): Line[] | null {
  if (lines === null) return null;

  return lines.map((text) => ({ text, isChanged: others?.includes(text) !== true }));
}

import type { AuditEntry } from "@latchkey/contract";

/**
 * `user.password_changed` reads "User: password changed". Derived, not listed: a new action of the server
 * must be readable in the log on the day it appears.
 */
export function actionWords(action: string): string {
  const [noun = "", ...rest] = action.split(".");
  const words = rest.join(" ").replaceAll("_", " ");
  const subject = noun.replaceAll("_", " ");

  return words === "" ? capitalise(subject) : `${capitalise(subject)}: ${words}`;
}

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export interface FieldChange {
  field: string;
  before: string | null;
  after: string | null;
}

/** One line per changed field; null where the field was or is absent. */
export function fieldChanges({ before, after }: Pick<AuditEntry, "before" | "after">): FieldChange[] {
  const old = toFields(before);
  const current = toFields(after);
  const names = new Set([...Object.keys(old), ...Object.keys(current)]);

  return [...names].map((field) => ({ field, before: toText(old[field]), after: toText(current[field]) }));
}

function toFields(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};
}

function toText(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  if (typeof value === "string") return value;
  if (isTagList(value)) return value.map((tag) => `${tag.key} = ${tag.value}`).join("\n");

  return typeof value === "object" ? JSON.stringify(value, null, 2) : JSON.stringify(value);
}

function isTagList(value: unknown): value is { key: string; value: string }[] {
  return (
    Array.isArray(value) && value.every((each: unknown) => typeof each === "object" && each !== null && "key" in each && "value" in each)
  );
}

import { ProblemError } from "@latchkey/client";
import type { Tag } from "@latchkey/contract";
import type { PairErrors } from "@latchkey/ui";

/** Rows without key and value are how people leave an editor: they are no tags. */
export function toTags(rows: readonly Tag[]): Tag[] {
  return rows.map(({ key, value }) => ({ key: key.trim(), value: value.trim() })).filter(({ key, value }) => key !== "" || value !== "");
}

/**
 * The server's errors by row of the editor. It counts only the rows it was sent, so empty ones before a row are
 * skipped in its numbers.
 */
export function tagRowErrors(
  rows: readonly Tag[],
  errors: readonly { path: string; message: string }[],
  listPath = "tags",
): Record<number, PairErrors> {
  const sentRows = rows.flatMap((row, index) => (row.key.trim() === "" && row.value.trim() === "" ? [] : [index]));
  const result: Record<number, PairErrors> = {};

  for (const { path, message } of errors) {
    const [, list, sent, field] = /^(?:body\.)?(.+?)\.(\d+)(?:\.(key|value))?$/.exec(path) ?? [];
    if (list !== listPath) continue;
    const row = sent === undefined ? undefined : sentRows[Number(sent)];
    if (row !== undefined) result[row] = { ...result[row], [field === "value" ? "value" : "key"]: message };
  }

  return result;
}

/** The same for whatever a call threw; `listPath` is where the tags stand in the body, e.g. `rule.tags`. */
export function tagErrorsAt(error: unknown, listPath: string, rows: readonly Tag[]): Record<number, PairErrors> {
  return error instanceof ProblemError ? tagRowErrors(rows, error.problem.errors ?? [], listPath) : {};
}

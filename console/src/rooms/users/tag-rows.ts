import type { Tag } from "@latchkey/contract";
import { ProblemError } from "@latchkey/client";
import type { PairErrors } from "@latchkey/ui";

/** What is sent: trimmed, without rows that were left wholly empty. */
export function toTags(rows: readonly Tag[]): Tag[] {
  return rows.map(({ key, value }) => ({ key: key.trim(), value: value.trim() })).filter(({ key, value }) => key !== "" || value !== "");
}

/** The server's remarks on `body.tags.2.key`, by row of the editor. Rows left empty were not sent, so numbers shift. */
export function tagErrors(error: unknown, rows: readonly Tag[]): Record<number, PairErrors> {
  const result: Record<number, PairErrors> = {};
  if (!(error instanceof ProblemError)) return result;

  const sentRows = rows.flatMap((row, index) => (row.key.trim() === "" && row.value.trim() === "" ? [] : [index]));
  for (const { path, message } of error.problem.errors ?? []) {
    const match = /^(?:body\.)?tags\.(\d+)(?:\.(key|value))?/.exec(path);
    const row = match === null ? undefined : sentRows[Number(match[1])];
    if (row !== undefined) result[row] = { ...result[row], [match?.[2] ?? "key"]: message };
  }

  return result;
}

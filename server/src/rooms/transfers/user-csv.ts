import { fromStoredTags } from "../../database/tags.ts";
import type { UserRow } from "../users/index.ts";

const fixedColumns = ["id", "name", "email", "subscribed_at", "status", "last_sign_in_at", "language"] as const;

export function userHeader(tagKeys: readonly string[]): string[] {
  return [...fixedColumns, ...tagKeys.map((key) => `tag:${key}`)];
}

/** The cells of one user. Several values of a key stand in one cell, separated by `;`, with `\` before a literal one. */
export function userCells(user: UserRow, tagKeys: readonly string[]): string[] {
  const tags = fromStoredTags(user.tags);
  return [
    user.id,
    user.name,
    user.email ?? "",
    user.created_at.toISOString(),
    user.status,
    user.last_sign_in_at?.toISOString() ?? "",
    user.language ?? "",
    ...tagKeys.map((key) => joinValues(tags.filter((tag) => tag.key === key).map((tag) => tag.value))),
  ];
}

export function joinValues(values: readonly string[]): string {
  return values.map((value) => value.replaceAll(/[\\;]/g, String.raw`\$&`)).join(";");
}

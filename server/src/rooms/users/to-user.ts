import type { User } from "@latchkey/contract";
import { fromStoredTags } from "../../database/tags.ts";
import type { UserRow, UserRowWithPassword } from "./users.store.ts";

export function toUser(row: UserRowWithPassword): User {
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    status: row.status,
    isAnonymous: row.is_anonymous,
    source: row.source as User["source"],
    tags: fromStoredTags(row.tags),
    hasPassword: row.has_password,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
    lastSignInAt: row.last_sign_in_at?.toISOString() ?? null,
    suspendedAt: row.suspended_at?.toISOString() ?? null,
    deletedAt: row.deleted_at?.toISOString() ?? null,
  };
}

/** What the audit log keeps of a user. */
export function auditedUser(row: UserRow): Record<string, unknown> {
  return { name: row.name, email: row.email, status: row.status, tags: row.tags };
}

export function userObject(row: UserRow): { type: string; id: string; name: string } {
  return { type: "run_user", id: row.id, name: row.email ?? row.name };
}

import type { User } from "@latchkey/contract";
import { fromStoredTags } from "../../database/tags.ts";
import { deploymentId } from "../../platform/ids.ts";
import type { UserRow, UserRowWithPassword } from "./users.store.ts";

export function toUser(row: UserRowWithPassword): User {
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    externalId: row.external_id,
    status: row.status,
    isAnonymous: row.is_anonymous,
    source: row.source as User["source"],
    tags: fromStoredTags(row.tags),
    language: row.language,
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
  return { name: row.name, email: row.email, externalId: row.external_id, status: row.status, language: row.language, tags: row.tags };
}

/** Whom an audit entry is about: administrators share the table, and the passwords and sessions, of run users. */
export function userObject(row: Pick<UserRow, "profile_id" | "id" | "name" | "email">): { type: string; id: string; name: string } {
  return { type: userKind(row.profile_id), id: row.id, name: row.email ?? row.name };
}

export function userKind(profileId: string): "administrator" | "run_user" {
  return profileId === deploymentId ? "administrator" : "run_user";
}

import type { Administrator } from "@latchkey/contract";
import type { AdministratorRow } from "./administrators.store.ts";

export function toAdministrator(row: AdministratorRow): Administrator {
  return {
    id: row.id,
    name: row.name,
    email: row.email ?? "",
    isSuper: row.is_super,
    status: row.status === "deleted" || row.status === "pending" ? "suspended" : row.status,
    profiles: row.profiles,
    language: row.language,
    createdAt: row.created_at.toISOString(),
    lastSignInAt: row.last_sign_in_at?.toISOString() ?? null,
  };
}

export function auditedAdministrator(row: AdministratorRow): Record<string, unknown> {
  return {
    name: row.name,
    email: row.email,
    status: row.status,
    isSuper: row.is_super,
    profiles: row.profiles.map((profile) => profile.name),
    limitedIn: row.profiles.filter((profile) => profile.isLimited).map((profile) => profile.name),
  };
}

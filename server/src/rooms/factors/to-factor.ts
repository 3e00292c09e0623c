import type { Factor } from "@latchkey/contract";
import type { Context } from "../../http/context.ts";
import { userKind, type UserRow } from "../users/index.ts";
import type { FactorRow } from "./factors.store.ts";
import { emailHint, phoneHint } from "./second-factor.rules.ts";

const secretPurpose = "second factor";

/** Seeds and phone numbers are of use to whoever steals the database: both are encrypted. */
export function sealSecret(ctx: Context, secret: string): string {
  return ctx.platform.secrets.seal(secret, secretPurpose);
}

export function secretOf(ctx: Context, row: FactorRow): string {
  return ctx.platform.secrets.open(row.sealed_secret ?? "", secretPurpose);
}

/** Where a code goes, mostly hidden; null for kinds that send none. */
export function hintOf(ctx: Context, user: UserRow, row: FactorRow): string | null {
  if (row.kind === "sms_code") return phoneHint(secretOf(ctx, row));
  return row.kind === "email_code" ? emailHint(user.email ?? "") : null;
}

export function toFactor(ctx: Context, user: UserRow, row: FactorRow): Factor {
  return {
    id: row.id,
    kind: row.kind,
    name: row.name,
    hint: hintOf(ctx, user, row),
    createdAt: row.created_at.toISOString(),
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
  };
}

/** Whoever proves or sets up a factor is its owner, also while they are still signing in. */
export function ownerAsActor(user: UserRow) {
  return { type: userKind(user.profile_id), id: user.id, name: user.name };
}

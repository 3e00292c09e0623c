import type { ApiToken, Page, TokenPermission } from "@latchkey/contract";
import { transact } from "../../database/transact.ts";
import type { Context } from "../../http/context.ts";
import { httpErrors } from "../../http/http.errors.ts";
import { newId } from "../../platform/ids.ts";
import { hashToken, newSecretToken, tokenHint } from "../../platform/secret-tokens.ts";
import { recordAuditEntry } from "../audit/index.ts";
import { findProfile } from "../profiles/index.ts";
import { copyRestrictions } from "../restrictions/index.ts";
import { deleteTokenRow, insertToken, listTokenRows, type ApiTokenRow } from "./tokens.store.ts";

export interface NewApiToken {
  name: string;
  permission: TokenPermission;
  expiresAt: string | null;
}

/** Creates an API token of the profile. The token itself is in the answer only; a hash is stored. */
export async function createToken(ctx: Context, input: NewApiToken): Promise<ApiToken & { token: string }> {
  const now = ctx.platform.clock.now();
  const expiresAt = input.expiresAt === null ? null : new Date(input.expiresAt);
  requireNoWiderGrant(ctx, { permission: input.permission, expiresAt });
  if (expiresAt !== null && expiresAt <= now) {
    throw httpErrors.bad_request({ errors: [{ path: "body.expiresAt", message: "must be in the future" }] });
  }
  const token = newSecretToken("apiToken");

  return transact(ctx.db, async (tx) => {
    if (!(await findProfile(tx, ctx.profileId))) throw httpErrors.not_found();
    const row = await insertToken(tx, {
      profile_id: ctx.profileId,
      id: newId(ctx.platform.clock),
      name: input.name,
      permission: input.permission,
      token_hash: hashToken(token),
      token_hint: tokenHint(token),
      expires_at: expiresAt,
      last_used_at: null,
      created_at: now,
    });
    // What a limited token makes is limited alike: otherwise it would free itself.
    if (ctx.principal.kind === "api_token") {
      await copyRestrictions(tx, { profileId: ctx.profileId, type: "api_token", id: ctx.principal.id }, row.id);
    }
    await recordAuditEntry(tx, ctx, { action: "api_token.created", object: tokenObject(row), after: auditedToken(row) });
    return { ...toApiToken(row), token };
  });
}

/** A token must not make one that may do more, or that lives longer: nobody grants what they do not hold. */
function requireNoWiderGrant({ principal }: Context, wanted: { permission: TokenPermission; expiresAt: Date | null }): void {
  if (principal.kind !== "api_token") return;

  const isWider = principal.permission !== "full" && principal.permission !== wanted.permission;
  if (isWider) throw httpErrors.not_allowed({ detail: "A token can only make tokens with its own permission." });
  const isLonger = principal.expiresAt !== null && (wanted.expiresAt === null || wanted.expiresAt > principal.expiresAt);
  if (isLonger) throw httpErrors.not_allowed({ detail: "A token can only make tokens that expire no later than itself." });
}

export async function listTokens(ctx: Context): Promise<Page<ApiToken>> {
  const rows = await listTokenRows(ctx.db, ctx.profileId);
  return { items: rows.map(toApiToken), nextCursor: null, total: { count: rows.length, isCapped: false } };
}

/** Deletes an API token; it is refused on its very next use. */
export async function deleteToken(ctx: Context, tokenId: string): Promise<null> {
  return transact(ctx.db, async (tx) => {
    const row = await deleteTokenRow(tx, ctx.profileId, tokenId);
    if (!row) throw httpErrors.not_found();
    await recordAuditEntry(tx, ctx, { action: "api_token.deleted", object: tokenObject(row), before: auditedToken(row) });
    return null;
  });
}

function toApiToken(row: ApiTokenRow): ApiToken {
  return {
    id: row.id,
    name: row.name,
    permission: row.permission,
    hint: row.token_hint,
    expiresAt: row.expires_at?.toISOString() ?? null,
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
    createdAt: row.created_at.toISOString(),
  };
}

function auditedToken(row: ApiTokenRow): Record<string, unknown> {
  return { name: row.name, permission: row.permission, expiresAt: row.expires_at?.toISOString() ?? null };
}

function tokenObject(row: ApiTokenRow): { type: string; id: string; name: string } {
  return { type: "api_token", id: row.id, name: row.name };
}

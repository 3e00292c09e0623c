import type { Tag, User } from "@latchkey/contract";
import type { Tx } from "../../database/database.ts";
import { toStoredTags } from "../../database/tags.ts";
import { brokenConstraint } from "../../database/transact.ts";
import type { Context } from "../../http/context.ts";
import { givenOrNewId } from "../../http/given-id.ts";
import { recordAuditEntry } from "../audit/index.ts";
import { requireSettableTags } from "../tag-keys/index.ts";
import { userErrors } from "./users.errors.ts";
import { insertUser, type UserRow } from "./users.store.ts";
import { auditedUser, userObject } from "./to-user.ts";

export interface NewUser {
  /** The one it had elsewhere, from callers whom no rule governs. */
  id?: string | undefined;
  name: string;
  email: string;
  externalId?: string | undefined;
  language?: string | null | undefined;
  tags: Tag[];
  status: "invited" | "active" | "pending";
  pendingFor?: "verification" | "approval";
  source: User["source"];
}

/**
 * Creates a run user inside the caller's transaction, who has seen to it that whoever asks may: people who sign up hold no
 * right at all. Refuses an address that somebody in the profile already has.
 */
export async function createUser(tx: Tx, ctx: Context, input: NewUser): Promise<UserRow> {
  const now = ctx.platform.clock.now();
  const tags = toStoredTags(input.tags);
  await requireSettableTags(tx, ctx, { before: [], after: tags });
  const row = await insertUser(tx, {
    profile_id: ctx.profileId,
    id: givenOrNewId(ctx, input.id),
    name: input.name,
    email: input.email,
    external_id: input.externalId ?? null,
    language: input.language ?? null,
    status: input.status,
    pending_for: input.pendingFor ?? null,
    source: input.source,
    tags,
    created_at: now,
    updated_at: now,
    last_sign_in_at: null,
    suspended_at: null,
    deleted_at: null,
  }).catch(explainUserConflict);

  await recordAuditEntry(tx, ctx, { action: "user.created", object: userObject(row), after: auditedUser(row) });
  return row;
}

/** Names the conflict that a unique index found, so that two people at once get a clear answer too. */
export function explainUserConflict(error: unknown): never {
  const constraint = brokenConstraint(error);
  if (constraint === "users_email_key") {
    throw userErrors.email_taken({ errors: [{ path: "body.email", message: "is used by another user of this profile" }] });
  }
  if (constraint === "users_external_id_key") {
    throw userErrors.external_id_taken({ errors: [{ path: "body.externalId", message: "is used by another user of this profile" }] });
  }
  if (constraint === "users_one_anonymous_key") throw userErrors.anonymous_user_exists();
  throw error;
}

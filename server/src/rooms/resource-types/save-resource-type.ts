import type { AddedType } from "@latchkey/contract";
import type { Tx } from "../../database/database.ts";
import { brokenConstraint, transact } from "../../database/transact.ts";
import type { Context } from "../../http/context.ts";
import { httpErrors } from "../../http/http.errors.ts";
import { recordAuditEntry } from "../audit/index.ts";
import { raiseAccessRevision } from "../profiles/index.ts";
import { withObjectCount } from "./get-resource-type.ts";
import { resourceTypeErrors } from "./resource-types.errors.ts";
import {
  countResourceTypes,
  deleteResourceTypeRow,
  findResourceType,
  insertResourceType,
  listUsesOfType,
  updateResourceTypeRow,
  type ResourceTypeRow,
} from "./resource-types.store.ts";
import { auditedType, toAddedType, typeObject } from "./to-resource-type.ts";

export interface TypeBody {
  label: string;
  description: string;
  actions: AddedType["actions"];
}

// Every one is compiled into each node's policy set and shown in every editor.
const typesMax = 100;

/** Adds a type; policies may speak about it from the next request on. Refuses a name that the profile has already. */
export async function createResourceType(ctx: Context, input: TypeBody & { name: string }): Promise<AddedType> {
  const now = ctx.platform.clock.now();

  return transact(ctx.db, async (tx) => {
    // First, because it locks the profile: two creations at once cannot both be the hundredth.
    await raiseAccessRevision(tx, ctx.profileId);
    if ((await countResourceTypes(tx, ctx.profileId)) >= typesMax) {
      throw resourceTypeErrors.too_many({ detail: `A profile has at most ${typesMax} added types.` });
    }
    const row = await insertResourceType(tx, {
      ...columnsOf(input),
      profile_id: ctx.profileId,
      name: input.name,
      version: 1,
      created_at: now,
      updated_at: now,
    });
    await recordAuditEntry(tx, ctx, { action: "resource_type.created", object: typeObject(row), after: auditedType(row) });
    return toAddedType(row, { count: 0, isCapped: false });
  }).catch((error: unknown) => {
    if (brokenConstraint(error) !== "resource_types_pkey") throw error;
    throw resourceTypeErrors.name_taken({ errors: [{ path: "body.name", message: "is taken by another type of this profile" }] });
  });
}

/** Replaces everything but the name. Refuses to take away an action that a policy or role names. */
export async function updateResourceType(
  ctx: Context,
  { name, version, body }: { name: string; version: number; body: TypeBody },
): Promise<AddedType> {
  return transact(ctx.db, async (tx) => {
    const stored = await lockType(tx, ctx, name);
    if (stored.version !== version) {
      throw resourceTypeErrors.version_conflict({
        detail: `Version ${stored.version} was saved while you were editing version ${version}.`,
        extra: { current: await withObjectCount(tx, stored) },
      });
    }

    const kept = new Set(body.actions.map((action) => action.name));
    const removed = stored.actions.map((action) => action.name).filter((action) => !kept.has(action));
    if (removed.length > 0) await refuseUsed(tx, ctx, { type: name, actions: removed });

    const row = await updateResourceTypeRow(tx, ctx.profileId, name, {
      ...columnsOf(body),
      version: stored.version + 1,
      updated_at: ctx.platform.clock.now(),
    });
    await recordAuditEntry(tx, ctx, {
      action: "resource_type.updated",
      object: typeObject(row),
      before: auditedType(stored),
      after: auditedType(row),
    });
    return withObjectCount(tx, row);
  });
}

/** Deletes a type with its objects. Refuses while a policy or role names it. */
export async function deleteResourceType(ctx: Context, name: string): Promise<null> {
  return transact(ctx.db, async (tx) => {
    const stored = await lockType(tx, ctx, name);
    await refuseUsed(tx, ctx, { type: name });

    await deleteResourceTypeRow(tx, ctx.profileId, name);
    await recordAuditEntry(tx, ctx, { action: "resource_type.deleted", object: typeObject(stored), before: auditedType(stored) });
    return null;
  });
}

/**
 * The type as it is once all others have saved. INVARIANT: the revision is raised first. It locks the profile, so that no
 * rule can name meanwhile what is about to go, and of two changes the second tells truly what it found.
 */
export async function lockType(tx: Tx, ctx: Context, name: string): Promise<ResourceTypeRow> {
  await raiseAccessRevision(tx, ctx.profileId);
  const row = await findResourceType(tx, ctx.profileId, name, { kind: "all" });
  if (!row) throw httpErrors.not_found();
  return row;
}

async function refuseUsed(tx: Tx, ctx: Context, wanted: { type: string; actions?: string[] }): Promise<void> {
  const uses = await listUsesOfType(tx, ctx.profileId, wanted);
  if (uses.policies.length === 0 && uses.roles.length === 0) return;

  const names = [...uses.policies, ...uses.roles].map((each) => each.name).join(", ");
  const what = wanted.actions === undefined ? "this type" : `one of the actions ${wanted.actions.join(", ")}`;
  throw resourceTypeErrors.in_use({
    detail: `${names} still ${uses.policies.length + uses.roles.length === 1 ? "names" : "name"} ${what}.`,
    extra: { ...uses },
  });
}

function columnsOf(input: TypeBody) {
  return { label: input.label, description: input.description, actions: JSON.stringify(input.actions) };
}

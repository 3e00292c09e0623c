import type { RegisteredTagKey, TagKeyBody, TagKeySaveBody } from "@latchkey/contract";
import { brokenConstraint, transact } from "../../database/transact.ts";
import type { Context } from "../../http/context.ts";
import { httpErrors } from "../../http/http.errors.ts";
import { newId } from "../../platform/ids.ts";
import { actorOf, recordAuditEntry } from "../audit/index.ts";
import { raiseAccessRevision } from "../profiles/index.ts";
import { listSignUpKeys } from "./self-settable-keys.ts";
import { tagKeyErrors } from "./tag-keys.errors.ts";
import { deleteTagKeyRow, findTagKeyRowForUpdate, insertTagKey, updateTagKeyRow, type TagKeyRow } from "./tag-keys.store.ts";
import { auditedTagKey, tagKeyObject, toTagKey } from "./to-tag-key.ts";

// Every change raises the access revision: what is found about policies depends on who may set a key.

export async function registerTagKey(ctx: Context, input: TagKeyBody & { managedBy?: string }): Promise<RegisteredTagKey> {
  const now = ctx.platform.clock.now();

  return transact(ctx.db, async (tx) => {
    await raiseAccessRevision(tx, ctx.profileId);
    const row = await insertTagKey(tx, {
      profile_id: ctx.profileId,
      id: newId(ctx.platform.clock),
      key: input.key,
      ...columnsOf(input),
      managed_by: input.managedBy ?? null,
      version: 1,
      created_at: now,
      updated_at: now,
      updated_by: actorOf(ctx.principal).name,
    });
    await recordAuditEntry(tx, ctx, { action: "tag_key.registered", object: tagKeyObject(row), after: auditedTagKey(row) });
    return toTagKey(row, await listSignUpKeys(tx, ctx.profileId));
  }).catch(explainTagKeyConflict);
}

export interface TagKeySave {
  tagKeyId: string;
  /** The version that was read; a newer one in store is a conflict. */
  version: number;
  body: TagKeySaveBody;
}

/** Changes an entry; tags that are set stay, whatever values it allows from now on. */
export async function updateTagKey(ctx: Context, { tagKeyId, version, body }: TagKeySave): Promise<RegisteredTagKey> {
  return transact(ctx.db, async (tx) => {
    await raiseAccessRevision(tx, ctx.profileId);
    const stored = await findTagKeyRowForUpdate(tx, ctx.profileId, tagKeyId);
    if (!stored) throw httpErrors.not_found();
    requireOwner(stored, body.managedBy);
    const signUpKeys = await listSignUpKeys(tx, ctx.profileId);
    if (stored.version !== version) {
      throw tagKeyErrors.version_conflict({
        detail: `${stored.updated_by} saved version ${stored.version} while you were editing version ${version}.`,
        extra: { current: toTagKey(stored, signUpKeys), changedBy: stored.updated_by },
      });
    }

    const row = await updateTagKeyRow(tx, ctx.profileId, tagKeyId, {
      ...columnsOf(body),
      managed_by: body.managedBy === undefined ? stored.managed_by : body.managedBy,
      version: stored.version + 1,
      updated_at: ctx.platform.clock.now(),
      updated_by: actorOf(ctx.principal).name,
    });
    await recordAuditEntry(tx, ctx, {
      action: "tag_key.updated",
      object: tagKeyObject(row),
      before: auditedTagKey(stored),
      after: auditedTagKey(row),
    });
    return toTagKey(row, signUpKeys);
  });
}

/** Takes a key out of the registry: from now on it takes any value, set by administrators and analyses. */
export async function unregisterTagKey(ctx: Context, tagKeyId: string, { mark }: { mark?: string } = {}): Promise<null> {
  return transact(ctx.db, async (tx) => {
    await raiseAccessRevision(tx, ctx.profileId);
    const stored = await findTagKeyRowForUpdate(tx, ctx.profileId, tagKeyId);
    if (!stored) throw httpErrors.not_found();
    requireOwner(stored, mark);

    await deleteTagKeyRow(tx, ctx.profileId, tagKeyId);
    await recordAuditEntry(tx, ctx, { action: "tag_key.unregistered", object: tagKeyObject(stored), before: auditedTagKey(stored) });
    return null;
  });
}

/** What a file keeps is changed there: with the file's mark, or by handing it over. */
function requireOwner({ managed_by: owner }: TagKeyRow, mark: string | null | undefined): void {
  if (owner === null || mark === owner || mark === null) return;
  throw tagKeyErrors.managed_by_file({ detail: `The tag key is kept in ${owner}.`, extra: { managedBy: owner } });
}

function columnsOf({ description, values, setBy }: Omit<TagKeyBody, "key">) {
  return { description, allowed_values: values, set_by: setBy };
}

function explainTagKeyConflict(error: unknown): never {
  if (brokenConstraint(error) === "tag_keys_key") {
    throw tagKeyErrors.already_registered({ errors: [{ path: "body.key", message: "is registered already" }] });
  }
  throw error;
}

import type { AddedObject, Tag } from "@latchkey/contract";
import type { Tx } from "../../database/database.ts";
import { toStoredTags } from "../../database/tags.ts";
import { transact } from "../../database/transact.ts";
import type { Context } from "../../http/context.ts";
import { httpErrors } from "../../http/http.errors.ts";
import { recordAuditEntry } from "../audit/index.ts";
import { deleteObjectRow, findObject, listObjectsByIds, upsertObjects, type ObjectRow, type ObjectToSave } from "./objects.store.ts";
import { lockType } from "./save-resource-type.ts";
import { auditedObject, objectObject, toAddedObject, typeObject } from "./to-resource-type.ts";

export interface SentObject {
  id: string;
  name?: string | undefined;
  tags: Tag[];
}

/** Creates or replaces many objects of one type, all or none; one audit entry tells of all that changed. */
export async function saveObjects(ctx: Context, type: string, sent: readonly SentObject[]): Promise<{ created: number; updated: number }> {
  return transact(ctx.db, async (tx) => {
    const typeRow = await lockType(tx, ctx, type);
    const objects = sent.map(toStored);
    const before = await writeObjects(tx, ctx, type, objects);

    const known = new Set(before.map((row) => row.id));
    await recordAuditEntry(tx, ctx, {
      action: "resource_type.objects_saved",
      object: typeObject(typeRow),
      before: Object.fromEntries(before.map((row) => [row.id, auditedObject(row)])),
      after: Object.fromEntries(objects.map((each) => [each.id, auditedObject(each)])),
    });
    return { created: objects.filter((each) => !known.has(each.id)).length, updated: before.length };
  });
}

/** Creates or replaces one object. */
export async function saveObject(ctx: Context, type: string, sent: SentObject): Promise<AddedObject> {
  return transact(ctx.db, async (tx) => {
    await lockType(tx, ctx, type);
    const [stored] = await writeObjects(tx, ctx, type, [toStored(sent)]);

    const row = await findObject(tx, ctx.profileId, type, sent.id);
    if (!row) throw httpErrors.not_found();
    await recordAuditEntry(tx, ctx, {
      action: stored ? "resource_object.updated" : "resource_object.created",
      object: objectObject(row),
      before: stored ? auditedObject(stored) : null,
      after: auditedObject(row),
    });
    return toAddedObject(row);
  });
}

/** Deletes an object. Rules that name it by id stay as they are and match nothing by it. */
export async function deleteObject(ctx: Context, type: string, id: string): Promise<null> {
  return transact(ctx.db, async (tx) => {
    await lockType(tx, ctx, type);
    const stored = await findObject(tx, ctx.profileId, type, id);
    if (!stored) throw httpErrors.not_found();

    await deleteObjectRow(tx, ctx.profileId, type, id);
    await recordAuditEntry(tx, ctx, { action: "resource_object.deleted", object: objectObject(stored), before: auditedObject(stored) });
    return null;
  });
}

/** Writes the objects and answers those that were there before, as they were. */
async function writeObjects(tx: Tx, ctx: Context, type: string, objects: readonly ObjectToSave[]): Promise<ObjectRow[]> {
  const before = await listObjectsByIds(tx, ctx.profileId, { type, ids: objects.map((each) => each.id) });
  await upsertObjects(tx, ctx.profileId, { type, objects, now: ctx.platform.clock.now() });
  return before;
}

function toStored({ id, name, tags }: SentObject): ObjectToSave {
  return { id, name: name ?? id, tags: toStoredTags(tags) };
}

import type { AddedObject, AddedType, Page } from "@latchkey/contract";
import type { Connection } from "../../database/database.ts";
import type { Context } from "../../http/context.ts";
import { findAllowed } from "../../http/find-allowed.ts";
import { httpErrors } from "../../http/http.errors.ts";
import { inParallel } from "../../platform/in-parallel.ts";
import { countObjects, findObject, listObjectRows, type ObjectListQuery } from "./objects.store.ts";
import { findResourceType, listResourceTypeRows, type ResourceTypeRow } from "./resource-types.store.ts";
import { toAddedObject, toAddedType } from "./to-resource-type.ts";

/** The type by its name, as far as the caller may see it. */
async function getTypeRow(ctx: Context, name: string): Promise<ResourceTypeRow> {
  return findAllowed(ctx, { type: "access_management", action: "access" }, (filter) =>
    findResourceType(ctx.db, ctx.profileId, name, filter),
  );
}

export async function getResourceType(ctx: Context, name: string): Promise<AddedType> {
  return withObjectCount(ctx.db, await getTypeRow(ctx, name));
}

export async function withObjectCount(connection: Connection, row: ResourceTypeRow): Promise<AddedType> {
  return toAddedType(row, await countObjects(connection, row.profile_id, row.name));
}

// Each count takes a database connection, and everybody else needs some meanwhile.
const countsAtOnceMax = 4;

/** All added types: they are few, and editors need every one. */
export async function listResourceTypes(ctx: Context): Promise<{ items: AddedType[] }> {
  const rows = await listResourceTypeRows(ctx.db, ctx.profileId, ctx.access.filter("access_management", "access"));
  return { items: await inParallel(rows, (row) => withObjectCount(ctx.db, row), countsAtOnceMax) };
}

export async function listObjects(ctx: Context, query: ObjectListQuery): Promise<Page<AddedObject>> {
  await getTypeRow(ctx, query.type);
  const { rows, nextCursor, total } = await listObjectRows(ctx.db, ctx.profileId, query);
  return { items: rows.map(toAddedObject), nextCursor, total };
}

export async function getObject(ctx: Context, type: string, id: string): Promise<AddedObject> {
  await getTypeRow(ctx, type);
  const row = await findObject(ctx.db, ctx.profileId, type, id);
  if (!row) throw httpErrors.not_found();
  return toAddedObject(row);
}

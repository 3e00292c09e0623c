import type { Group, GroupBody, GroupVersion, ObjectVersion, Page } from "@latchkey/contract";
import type { Consent } from "../../http/consent.ts";
import type { Context } from "../../http/context.ts";
import { httpErrors } from "../../http/http.errors.ts";
import { findVersion, listVersions } from "../versions/index.ts";
import { getGroup } from "./get-group.ts";
import { updateGroup } from "./save-group.ts";

/** Versions of a group, newest first, for whoever may see the group. */
export async function listGroupVersions(
  ctx: Context,
  { groupId, ...page }: { groupId: string; limit: number; cursor?: string | undefined },
): Promise<Page<ObjectVersion>> {
  const { id } = await getGroup(ctx, groupId);
  return listVersions(ctx.db, ctx.profileId, { type: "group", id, ...page });
}

export async function getGroupVersion(ctx: Context, { groupId, version }: { groupId: string; version: number }): Promise<GroupVersion> {
  const group = await getGroup(ctx, groupId);
  const found = await findVersion(ctx.db, ctx.profileId, { type: "group", id: group.id, version });
  if (!found) throw httpErrors.not_found();
  const { id: _id, body, ...about } = found;
  return { ...about, body: body as GroupBody };
}

export interface GroupRestoring extends Consent {
  groupId: string;
  version: number;
  /** The version that the caller saw last. */
  currentVersion: number;
}

/** Makes a new version with an old body, checked as a save of today; members by hand stay as they are. */
export async function restoreGroupVersion(ctx: Context, { groupId, version, currentVersion, ...consent }: GroupRestoring): Promise<Group> {
  const { body } = await getGroupVersion(ctx, { groupId, version });
  return updateGroup(ctx, { groupId, version: currentVersion, body: { ...body, ...consent }, restoredFrom: version });
}

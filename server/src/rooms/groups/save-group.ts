import { isDeepStrictEqual } from "node:util";
import { groupDepthMax, type Group, type GroupBody, type GroupSaveBody } from "@latchkey/contract";
import type { Tx } from "../../database/database.ts";
import { fromStoredTags, toStoredTags } from "../../database/tags.ts";
import { brokenConstraint, transact } from "../../database/transact.ts";
import type { TraitChange } from "../../http/access.ts";
import { refuseRevertByGoverned, requireConsent, type Consent } from "../../http/consent.ts";
import type { Context } from "../../http/context.ts";
import { findAllowed, requireCreatable, requireRetaggable } from "../../http/find-allowed.ts";
import { requireHeld } from "../../http/require-held.ts";
import { newId } from "../../platform/ids.ts";
import { recordAuditEntry } from "../audit/index.ts";
import { raiseAccessRevision } from "../profiles/index.ts";
import { nothingPending, recordVersion, revertColumns } from "../versions/index.ts";
import { withMemberCount } from "./get-group.ts";
import { groupErrors } from "./groups.errors.ts";
import { findNestingProblem, type NestingProblem } from "./groups.rules.ts";
import {
  deleteGroupRow,
  findGroupForUpdate,
  hasGroupBelow,
  insertGroup,
  listNestedGroups,
  updateGroupRow,
  type GroupRow,
} from "./groups.store.ts";
import { auditedGroup, groupObject } from "./to-group.ts";

type GroupCreation = Omit<GroupSaveBody, "revertAfterMinutes">;

/** Creates a group; whoever meets its rule is a member from the next request on. */
export async function createGroup(ctx: Context, input: GroupCreation): Promise<Group> {
  requireCreatable(ctx, "access_management", toStoredTags(input.tags));
  await requireHeld(ctx.access.mayGiveAnybody(whatNewMembersGain(input)));
  const now = ctx.platform.clock.now();
  const id = newId(ctx.platform.clock);

  return transact(ctx.db, async (tx) => {
    const accessRevision = await raiseAccessRevision(tx, ctx.profileId);
    await refuseNestingProblem(tx, ctx, { id, ...input });
    // Members by rule inherit the group's tags, and a deny may speak of those.
    const changes = [{ kind: "put_group" as const, group: bodyOf(input) }];
    await requireConsent(tx, ctx, { changes, name: input.name, consent: input });
    const row = await insertGroup(tx, {
      ...columnsOf(input),
      ...nothingPending,
      managed_by: input.managedBy ?? null,
      profile_id: ctx.profileId,
      id,
      version: 1,
      access_revision: accessRevision,
      created_at: now,
      updated_at: now,
    });
    await recordVersion(tx, ctx, { ...versionOf(row), change: "created", reason: input.reason });
    const reason = input.reason ?? null;
    await recordAuditEntry(tx, ctx, { action: "group.created", object: groupObject(row), after: auditedGroup(row), reason });
    return withMemberCount(tx, row);
  }).catch(explainGroupConflict);
}

export interface GroupSave {
  groupId: string;
  /** The version that was read; a newer one in store is a conflict. */
  version: number;
  body: GroupSaveBody;
  /** The version whose body is taken. */
  restoredFrom?: number;
}

/** Replaces a group. One row changes however many members it has: what they inherit is found when they ask. */
export async function updateGroup(ctx: Context, { groupId, version, body, restoredFrom }: GroupSave): Promise<Group> {
  return transact(ctx.db, async (tx) => {
    // INVARIANT: the revision is raised first. It locks the profile, so that no two moves at once can close a circle.
    const accessRevision = await raiseAccessRevision(tx, ctx.profileId);
    const stored = await findAllowed(ctx, { type: "access_management", action: "edit" }, (filter) =>
      findGroupForUpdate(tx, ctx.profileId, groupId, filter),
    );
    requireOwner(stored, body.managedBy);
    refuseRevertByGoverned(ctx, body);
    if (stored.version !== version) {
      throw groupErrors.version_conflict({
        detail: `Version ${stored.version} was saved while you were editing version ${version}.`,
        extra: { current: await withMemberCount(tx, stored) },
      });
    }
    const changes = columnsOf(body);
    requireRetaggable(ctx, { type: "access_management", action: "edit", id: groupId }, { before: stored.tags, after: changes.tags });
    if (!isDeepStrictEqual(stored.rule, body.rule)) {
      await requireHeld(ctx.access.mayGiveAnybody(whatNewMembersGain(body, groupId)));
      await requireHeld(ctx.access.mayGiveAnybody(whatLeaversGain(groupId)));
    }
    await requireHeld(ctx.access.mayGiveAnybody(whatMembersGain(body, stored)));
    await refuseNestingProblem(tx, ctx, { id: groupId, ...body });
    await requireConsentToGroup(tx, ctx, stored, body);

    const row = await updateGroupRow(tx, ctx.profileId, groupId, {
      ...changes,
      ...revertColumns(ctx, body, stored.version),
      managed_by: body.managedBy === undefined ? stored.managed_by : body.managedBy,
      ...(body.managedBy === null ? { are_members_managed: false } : {}),
      version: stored.version + 1,
      access_revision: accessRevision,
      updated_at: ctx.platform.clock.now(),
    });
    const change = restoredFrom === undefined ? "updated" : "restored";
    const restored = restoredFrom === undefined ? {} : { restoredFrom };
    await recordVersion(tx, ctx, { ...versionOf(row), change, reason: body.reason, ...restored });
    await recordAuditEntry(tx, ctx, {
      action: `group.${change}`,
      object: groupObject(row),
      before: auditedGroup(stored),
      after: auditedGroup(row),
      reason: body.reason ?? null,
    });
    return withMemberCount(tx, row);
  }).catch(explainGroupConflict);
}

export interface GroupDeletion extends Consent {
  /** Of the file that keeps the group. */
  mark?: string;
}

/** Deletes a group that has none below it. Roles given to it end; what its members inherited through it, they no longer have. */
export async function deleteGroup(ctx: Context, groupId: string, { mark, ...consent }: GroupDeletion = {}): Promise<null> {
  return transact(ctx.db, async (tx) => {
    const accessRevision = await raiseAccessRevision(tx, ctx.profileId);
    const stored = await findAllowed(ctx, { type: "access_management", action: "delete" }, (filter) =>
      findGroupForUpdate(tx, ctx.profileId, groupId, filter),
    );
    requireOwner(stored, mark);
    if (await hasGroupBelow(tx, ctx.profileId, groupId)) throw groupErrors.has_groups_below();
    await requireHeld(ctx.access.mayGiveAnybody(whatLeaversGain(groupId)));
    await requireConsent(tx, ctx, { changes: [{ kind: "delete_group", groupId }], name: stored.name, consent });

    await deleteGroupRow(tx, ctx.profileId, groupId, accessRevision);
    await ctx.events.emit(tx, "group.deleted", { profileId: ctx.profileId, groupId, at: ctx.platform.clock.now() });
    await recordVersion(tx, ctx, { ...versionOf(stored), version: stored.version + 1, change: "deleted", reason: consent.reason });
    await recordAuditEntry(tx, ctx, {
      action: "group.deleted",
      object: groupObject(stored),
      before: auditedGroup(stored),
      reason: consent.reason ?? null,
    });
    return null;
  });
}

/** Another name or description changes nobody's access. */
async function requireConsentToGroup(tx: Tx, ctx: Context, stored: GroupRow, input: GroupSaveBody): Promise<void> {
  const before = [stored.parent_id, stored.rule, stored.tags];
  if (isDeepStrictEqual(before, [input.parentId, input.rule, toStoredTags(input.tags)])) return;
  const changes = [{ kind: "put_group" as const, groupId: stored.id, group: bodyOf(input) }];
  await requireConsent(tx, ctx, { changes, name: input.name, consent: input });
}

function bodyOf({ name, description, parentId, rule, tags }: GroupBody): GroupBody {
  return { name, description, parentId, rule, tags };
}

/** What a file keeps is changed there: with the file's mark, or by handing it over. */
function requireOwner({ managed_by: owner }: GroupRow, mark: string | null | undefined): void {
  if (owner === null || mark === owner || mark === null) return;
  throw groupErrors.managed_by_file({ detail: `The group is kept in ${owner}.`, extra: { managedBy: owner } });
}

/** Whoever meets the rule comes in with the tags that it asks for and nothing else that is known. */
function whatNewMembersGain(input: GroupBody, groupId?: string): TraitChange {
  const tags = toStoredTags(input.rule?.tags ?? []);
  return {
    before: { tags, groups: [], roles: [] },
    after: { tags: [...tags, ...toStoredTags(input.tags)], groups: idsOf(groupId, input.parentId), roles: [] },
  };
}

/** Members keep what the group gives them, but for tags and groups above it that come or go: either may be denied something. */
function whatMembersGain(input: GroupBody, stored: GroupRow): TraitChange {
  return {
    before: { tags: stored.tags, groups: idsOf(stored.parent_id), roles: [] },
    after: { tags: toStoredTags(input.tags), groups: idsOf(input.parentId), roles: [] },
  };
}

/** Whoever is no member any more is free of what the group, its roles or its tags are denied. */
function whatLeaversGain(groupId: string): TraitChange {
  return { before: { groups: [groupId] }, after: {} };
}

function idsOf(...ids: (string | null | undefined)[]): string[] {
  return ids.filter((id) => id !== null && id !== undefined);
}

async function refuseNestingProblem(tx: Tx, ctx: Context, group: GroupBody & { id: string }): Promise<void> {
  const problem = findNestingProblem(await listNestedGroups(tx, ctx.profileId), group);
  if (problem !== null) throw nestingError(problem);
}

function nestingError(problem: NestingProblem): Error {
  switch (problem.kind) {
    case "unknown_parent":
      return groupErrors.unknown_parent({ errors: [{ path: "body.parentId", message: "does not exist in this profile" }] });
    case "cycle":
      return groupErrors.cycle({
        detail: `${problem.path.join(" is inside ")}.`,
        errors: [{ path: "body.parentId", message: "is below this group, or the group itself" }],
      });
    case "too_deep":
      return groupErrors.too_deep({
        detail: `There would be ${problem.depth} groups above the lowest one; at most ${groupDepthMax} are possible.`,
        errors: [{ path: "body.parentId", message: "is too deep" }],
      });
  }
}

/** Names the conflict that the unique index found, so that two people at once get a clear answer too. */
function explainGroupConflict(error: unknown): never {
  if (brokenConstraint(error) === "groups_name_key") {
    throw groupErrors.name_taken({ errors: [{ path: "body.name", message: "is the name of another group" }] });
  }
  throw error;
}

export function versionOf(row: GroupRow) {
  const { name, description, parent_id, rule, tags } = row;
  const body = { name, description, parentId: parent_id, rule, tags: fromStoredTags(tags) };
  return { type: "group" as const, id: row.id, version: row.version, name, body };
}

function columnsOf(input: GroupBody) {
  return {
    name: input.name,
    description: input.description,
    parent_id: input.parentId,
    rule: input.rule === null ? null : JSON.stringify(input.rule),
    tags: toStoredTags(input.tags),
  };
}

import type { RenameCounts, RenamePreview, TagRename } from "@latchkey/contract";
import { isDeepStrictEqual } from "node:util";
import type { Connection } from "../../database/database.ts";
import { countRenamedTags, renameStoredTags, type RenamedTable } from "../../database/rename-tags.ts";
import { transact } from "../../database/transact.ts";
import type { Context } from "../../http/context.ts";
import { httpErrors } from "../../http/http.errors.ts";
import { listPoliciesToRename, renameInPolicies } from "../access/index.ts";
import { recordAuditEntry } from "../audit/index.ts";
import { listGroupsToRename, renameInGroups } from "../groups/index.ts";
import { findProfile, raiseAccessRevision, renameInProfile, type ProfileRow } from "../profiles/index.ts";
import { listRolesToRename, renameInRoles } from "../roles/index.ts";
import { renameInSignUpFields, renameRegistered, reversed } from "../tag-keys/index.ts";
import { tagRenameErrors } from "./tag-renames.errors.ts";

const tables = {
  run_user: "users",
  dashboard: "dashboards",
  device: "devices",
  analysis: "analyses",
  other: "external_resources",
} as const satisfies Partial<Record<keyof RenameCounts, RenamedTable>>;

const policiesMax = 100;

/** What renaming a tag key or value would touch, and what bears the new name already. */
export async function previewTagRename(ctx: Context, rename: TagRename): Promise<RenamePreview> {
  const profile = await requireProfile(ctx.db, ctx);
  const policies = await listPoliciesToRename(ctx.db, ctx.profileId, rename);
  return { ...(await countAll(ctx.db, profile, rename)), policies: policies.slice(0, policiesMax).map(({ id, name }) => ({ id, name })) };
}

export interface TagRenaming {
  change: TagRename;
  reason?: string | undefined;
  /** Lets the old name and one that is in use become one. */
  mergeExisting: boolean;
}

/** Renames a tag key or value on everybody and everything and in every rule: access stays as it is, all or nothing. */
export async function applyTagRename(ctx: Context, { change, reason, mergeExisting }: TagRenaming): Promise<{ renamed: RenameCounts }> {
  return transact(ctx.db, async (tx) => {
    // INVARIANT: the revision is raised first. It locks the profile, so that no rule is saved meanwhile with the old name.
    const accessRevision = await raiseAccessRevision(tx, ctx.profileId);
    const profile = await requireProfile(tx, ctx);
    const { touched, alreadyThere } = await countAll(tx, profile, change);
    if (!mergeExisting && Object.values(alreadyThere).some((count) => count > 0)) throw tagRenameErrors.exists({ extra: { alreadyThere } });

    const renaming = { rename: change, accessRevision, reason };
    const at = ctx.platform.clock.now();
    for (const table of Object.values(tables)) await renameStoredTags(tx, ctx.profileId, table, { rename: change, at });
    await renameInGroups(tx, ctx, renaming);
    await renameInRoles(tx, ctx, renaming);
    await renameInPolicies(tx, ctx, renaming);
    await renameInProfile(tx, profile, { fields: renameInSignUpFields(profile.signup.fields, change), at });
    await renameRegistered(tx, ctx, change);
    await recordAuditEntry(tx, ctx, {
      action: "tag.renamed",
      object: { type: "tag", id: null, name: nameOf(change) },
      before: { name: nameOf(change) },
      after: { name: nameOf({ ...change, ...newName(change) }), ...touched },
      reason: reason ?? null,
    });
    return { renamed: touched };
  });
}

async function requireProfile(connection: Connection, { profileId }: Context): Promise<ProfileRow> {
  const profile = await findProfile(connection, profileId);
  if (!profile) throw httpErrors.not_found();
  return profile;
}

async function countAll(connection: Connection, profile: ProfileRow, rename: TagRename) {
  const back = reversed(rename);
  const [touched, alreadyThere] = [await countRules(connection, profile, rename), await countRules(connection, profile, back)];
  for (const [name, table] of Object.entries(tables) as [keyof typeof tables, RenamedTable][]) {
    const counts = await countRenamedTags(connection, profile.id, table, rename);
    touched[name] = counts.touched;
    alreadyThere[name] = counts.alreadyThere;
  }
  return { touched, alreadyThere };
}

async function countRules(connection: Connection, profile: ProfileRow, rename: TagRename): Promise<RenameCounts> {
  const { fields } = profile.signup;
  const renamed = renameInSignUpFields(fields, rename);
  return {
    run_user: 0,
    dashboard: 0,
    device: 0,
    analysis: 0,
    other: 0,
    group: (await listGroupsToRename(connection, profile.id, rename)).length,
    role: (await listRolesToRename(connection, profile.id, rename)).length,
    policy: (await listPoliciesToRename(connection, profile.id, rename)).length,
    signUpField: fields.filter((field, index) => !isDeepStrictEqual(field, renamed[index])).length,
  };
}

function nameOf(rename: TagRename): string {
  return rename.rename === "key" ? rename.key : `${rename.key}=${rename.value}`;
}

function newName(rename: TagRename) {
  return rename.rename === "key" ? { key: rename.to } : { value: rename.to };
}

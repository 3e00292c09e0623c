/** A group is a fixed list of run users, a saved tag rule, or both. Groups nest; members inherit tags and roles from above. */
import { z } from "zod";
import { ownershipMark } from "./access.ts";
import { cursor, id, limit, page, tags, text, timestamp } from "./primitives.ts";
import { defineRoutes } from "./route.ts";
import { consent, objectVersion, pendingRevert, revertAfterMinutes, versionNumber } from "./versions.ts";

/** Members by tag are judged by the tags a user carries directly: inherited tags never make anybody a member. */
export const groupRule = z.strictObject({
  match: z.enum(["all", "any"]).describe("Whether a member carries all of the tags or any of them"),
  tags: tags.min(1, "add at least one tag"),
});
export type GroupRule = z.infer<typeof groupRule>;

/** Groups above a group, itself not counted. */
export const groupDepthMax = 20;

export const groupBody = z.strictObject({
  name: text(100),
  description: text(2000, 0).default(""),
  parentId: id.nullable().default(null),
  rule: groupRule.nullable().default(null),
  tags: tags.default([]).describe("Inherited by every member and every group below"),
});
export type GroupBody = z.infer<typeof groupBody>;

/** What a save sends: the group, and why. `managedBy` stays as it is when left out. */
export const groupSave = groupBody.extend({
  managedBy: ownershipMark.nullable().optional().describe("Ownership mark; null hands the group over to the console"),
  ...consent,
  revertAfterMinutes,
});
export type GroupSaveBody = z.infer<typeof groupSave>;

export const group = groupBody.extend({
  id,
  managedBy: ownershipMark.nullable().describe("Mark of the file that the group is kept in; null when the console keeps it"),
  areMembersManaged: z.boolean().describe("That file says who is a member by hand, too"),
  memberCount: z.number().int().describe("Members by hand and by rule, groups below included, each counted once"),
  createdAt: timestamp,
  updatedAt: timestamp,
  version: z.number().int().describe("Counts saves; send it back as If-Match"),
  pendingRevert,
});
export type Group = z.infer<typeof group>;

/** What a group was after one save; members by hand are no part of it. */
export const groupVersion = objectVersion.extend({ body: groupBody });
export type GroupVersion = z.infer<typeof groupVersion>;

const groupMember = z.strictObject({
  id,
  name: z.string(),
  email: z.string().nullable(),
  via: z.enum(["hand", "rule", "group_below"]).describe("How the user came to be a member"),
});

const profileParams = z.strictObject({ profileId: id });
const groupParams = z.strictObject({ profileId: id, groupId: id });
const groupVersionParams = groupParams.extend({ version: versionNumber });
const read = { who: "profile", resource: "access_management", action: "access" } as const;
const edit = { who: "profile", resource: "access_management", action: "edit" } as const;

export const groupRoutes = defineRoutes({
  listGroups: {
    method: "GET",
    path: "/api/v1/profiles/:profileId/groups",
    summary: "List groups with how many members each has now",
    guard: read,
    params: profileParams,
    query: z.strictObject({
      search: z.string().max(200).optional(),
      parentId: id.optional(),
      sort: z.enum(["name", "-name"]).default("name"),
      limit,
      cursor,
    }),
    answer: { status: 200, body: page(group) },
  },
  createGroup: {
    method: "POST",
    path: "/api/v1/profiles/:profileId/groups",
    summary: "Create a group",
    guard: { who: "profile", resource: "access_management", action: "create" },
    params: profileParams,
    body: groupSave.omit({ revertAfterMinutes: true }),
    answer: { status: 201, body: group },
  },
  getGroup: {
    method: "GET",
    path: "/api/v1/profiles/:profileId/groups/:groupId",
    summary: "Read a group",
    guard: read,
    params: groupParams,
    answer: { status: 200, body: group },
  },
  updateGroup: {
    method: "PUT",
    path: "/api/v1/profiles/:profileId/groups/:groupId",
    summary: "Replace a group; a parent below the group itself is refused",
    guard: edit,
    params: groupParams,
    body: groupSave,
    ifMatch: true,
    answer: { status: 200, body: group },
  },
  deleteGroup: {
    method: "DELETE",
    path: "/api/v1/profiles/:profileId/groups/:groupId",
    summary: "Delete a group without groups below it; policies that target it no longer match anybody by it",
    guard: { who: "profile", resource: "access_management", action: "delete" },
    params: groupParams,
    query: z.strictObject(consent),
    answer: { status: 204, body: z.null() },
  },
  confirmGroup: {
    method: "POST",
    path: "/api/v1/profiles/:profileId/groups/:groupId/confirm",
    summary: "Keep a group that would otherwise go back to its previous version by itself",
    guard: edit,
    params: groupParams,
    answer: { status: 200, body: group },
  },
  listGroupVersions: {
    method: "GET",
    path: "/api/v1/profiles/:profileId/groups/:groupId/versions",
    summary: "List the versions of a group, newest first",
    guard: read,
    params: groupParams,
    query: z.strictObject({ limit, cursor }),
    answer: { status: 200, body: page(objectVersion) },
  },
  getGroupVersion: {
    method: "GET",
    path: "/api/v1/profiles/:profileId/groups/:groupId/versions/:version",
    summary: "Read a version with the whole group as it then was, members by hand aside",
    guard: read,
    params: groupVersionParams,
    answer: { status: 200, body: groupVersion },
  },
  restoreGroupVersion: {
    method: "POST",
    path: "/api/v1/profiles/:profileId/groups/:groupId/versions/:version/restore",
    summary: "Make a new version with the body of an old one; checked like any other save, and members by hand stay as they are",
    guard: edit,
    params: groupVersionParams,
    body: z.strictObject(consent).default({}),
    ifMatch: true,
    answer: { status: 200, body: group },
  },
  listGroupMembers: {
    method: "GET",
    path: "/api/v1/profiles/:profileId/groups/:groupId/members",
    summary: "List members with how each came to be one",
    guard: read,
    params: groupParams,
    query: z.strictObject({ search: z.string().max(200).optional(), limit, cursor }),
    answer: { status: 200, body: page(groupMember) },
  },
  changeGroupMembers: {
    method: "POST",
    path: "/api/v1/profiles/:profileId/groups/:groupId/members",
    summary: "Add and remove members by hand, up to 1,000 at once; all or none",
    guard: edit,
    params: groupParams,
    body: z.strictObject({ add: z.array(id).max(1000).default([]), remove: z.array(id).max(1000).default([]), ...consent }),
    answer: { status: 200, body: z.strictObject({ added: z.number().int(), removed: z.number().int() }) },
  },
});

/** A role is a named list of permissions that is given to people and groups, for good or for a while. */
import { z } from "zod";
import { ownershipMark, permission } from "./access.ts";
import { conditions } from "./conditions.ts";
import { cursor, id, limit, page, text, timestamp } from "./primitives.ts";
import { defineRoutes } from "./route.ts";
import { consent, objectVersion, pendingRevert, revertAfterMinutes, versionNumber } from "./versions.ts";

/** Built-in roles come with every profile and cannot be changed; they can be included and assigned like any other. */
export const builtInRole = z.enum(["owner", "administrator", "user_manager", "auditor", "viewer"]);
export type BuiltInRole = z.infer<typeof builtInRole>;

/** The same in every profile, so that policies, files and other roles can name them. */
export const builtInRoleIds = {
  owner: "000000000000000000000001",
  administrator: "000000000000000000000002",
  user_manager: "000000000000000000000003",
  auditor: "000000000000000000000004",
  viewer: "000000000000000000000005",
} as const satisfies Record<BuiltInRole, string>;

export const roleBody = z.strictObject({
  name: text(100),
  description: text(2000, 0).default(""),
  permissions: z.array(permission).max(200).default([]),
  includes: z.array(id).max(50).default([]).describe("Roles whose permissions this one has as well"),
  conditions: conditions.default({}).describe("While they do not hold, nobody holds the role"),
});
export type RoleBody = z.infer<typeof roleBody>;

/** What a save sends: the role, and why. `managedBy` stays as it is when left out. */
export const roleSave = roleBody.extend({
  managedBy: ownershipMark.nullable().optional().describe("Ownership mark; null hands the role over to the console"),
  ...consent,
  revertAfterMinutes,
});
export type RoleSaveBody = z.infer<typeof roleSave>;

export const role = roleBody.extend({
  id,
  managedBy: ownershipMark.nullable().describe("Mark of the file that the role is kept in; null when the console keeps it"),
  builtIn: builtInRole.nullable(),
  assignmentCount: z.number().int().describe("Assignments in force now"),
  createdAt: timestamp,
  updatedAt: timestamp,
  version: z.number().int().describe("Counts saves; send it back as If-Match"),
  pendingRevert,
});
export type Role = z.infer<typeof role>;

/** What a role was after one save. */
export const roleVersion = objectVersion.extend({ body: roleBody.extend({ managedBy: role.shape.managedBy }) });
export type RoleVersion = z.infer<typeof roleVersion>;

export const assigneeType = z.enum(["run_user", "administrator", "group"]);
export type AssigneeType = z.infer<typeof assigneeType>;

export const assignmentBody = z.strictObject({
  roleId: id,
  assignee: z.strictObject({ type: assigneeType, id }),
  conditions: conditions.default({}).describe("`from` and `until` say when the assignment begins and ends"),
  reason: text(500),
});
export type AssignmentBody = z.infer<typeof assignmentBody>;

export const assignment = assignmentBody.extend({
  id,
  roleName: z.string(),
  assignee: z.strictObject({ type: assigneeType, id, name: z.string() }),
  state: z.enum(["not_yet", "in_force", "ended"]).describe("By `from` and `until` alone"),
  givenBy: z.string(),
  managedBy: ownershipMark.nullable().describe("Mark of the file that the assignment is kept in; null when the console keeps it"),
  createdAt: timestamp,
});
export type Assignment = z.infer<typeof assignment>;

/** A starting point for roles of departments, customer tiers, regions and projects. */
export const roleTemplate = z.strictObject({
  id: z.string(),
  kind: z.enum(["department", "customer_tier", "region", "project"]),
  role: roleBody,
});
export type RoleTemplate = z.infer<typeof roleTemplate>;

/** A tag, role or group of a user and where it comes from. */
const source = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("direct") }),
  z.strictObject({ kind: z.literal("rule"), groupId: id, groupName: z.string() }),
  z.strictObject({ kind: z.literal("group"), groupId: id, groupName: z.string() }),
  z.strictObject({ kind: z.literal("role"), roleId: id, roleName: z.string() }),
]);
export type InheritanceSource = z.infer<typeof source>;

export const userInheritance = z.strictObject({
  tags: z.array(z.strictObject({ key: z.string(), value: z.string(), sources: z.array(source) })),
  groups: z.array(z.strictObject({ id, name: z.string(), sources: z.array(source) })),
  roles: z.array(
    z.strictObject({
      id,
      name: z.string(),
      isInForce: z.boolean(),
      assignmentId: id.nullable(),
      conditions,
      sources: z.array(source),
    }),
  ),
});
export type UserInheritance = z.infer<typeof userInheritance>;

const profileParams = z.strictObject({ profileId: id });
const roleParams = z.strictObject({ profileId: id, roleId: id });
const roleVersionParams = roleParams.extend({ version: versionNumber });
const read = { who: "profile", resource: "access_management", action: "access" } as const;
const edit = { who: "profile", resource: "access_management", action: "edit" } as const;

export const roleRoutes = defineRoutes({
  listRoles: {
    method: "GET",
    path: "/api/v1/profiles/:profileId/roles",
    summary: "List built-in and custom roles",
    guard: read,
    params: profileParams,
    query: z.strictObject({ search: z.string().max(200).optional(), sort: z.enum(["name", "-name"]).default("name"), limit, cursor }),
    answer: { status: 200, body: page(role) },
  },
  listRoleTemplates: {
    method: "GET",
    path: "/api/v1/profiles/:profileId/role-templates",
    summary: "Starting points for departments, customer tiers, regions and temporary projects",
    guard: read,
    params: profileParams,
    answer: { status: 200, body: z.strictObject({ items: z.array(roleTemplate) }) },
  },
  createRole: {
    method: "POST",
    path: "/api/v1/profiles/:profileId/roles",
    summary: "Create a role",
    guard: { who: "profile", resource: "access_management", action: "create" },
    params: profileParams,
    body: roleSave.omit({ revertAfterMinutes: true }),
    answer: { status: 201, body: role },
  },
  getRole: {
    method: "GET",
    path: "/api/v1/profiles/:profileId/roles/:roleId",
    summary: "Read a role",
    guard: read,
    params: roleParams,
    answer: { status: 200, body: role },
  },
  updateRole: {
    method: "PUT",
    path: "/api/v1/profiles/:profileId/roles/:roleId",
    summary: "Replace a custom role; including itself, even through others, is refused",
    guard: edit,
    params: roleParams,
    body: roleSave,
    ifMatch: true,
    answer: { status: 200, body: role },
  },
  deleteRole: {
    method: "DELETE",
    path: "/api/v1/profiles/:profileId/roles/:roleId",
    summary: "Delete a custom role that nobody holds and no role includes",
    guard: { who: "profile", resource: "access_management", action: "delete" },
    params: roleParams,
    query: z.strictObject(consent),
    answer: { status: 204, body: z.null() },
  },
  confirmRole: {
    method: "POST",
    path: "/api/v1/profiles/:profileId/roles/:roleId/confirm",
    summary: "Keep a role that would otherwise go back to its previous version by itself",
    guard: edit,
    params: roleParams,
    answer: { status: 200, body: role },
  },
  listRoleVersions: {
    method: "GET",
    path: "/api/v1/profiles/:profileId/roles/:roleId/versions",
    summary: "List the versions of a role, newest first",
    guard: read,
    params: roleParams,
    query: z.strictObject({ limit, cursor }),
    answer: { status: 200, body: page(objectVersion) },
  },
  getRoleVersion: {
    method: "GET",
    path: "/api/v1/profiles/:profileId/roles/:roleId/versions/:version",
    summary: "Read a version with the whole role as it then was",
    guard: read,
    params: roleVersionParams,
    answer: { status: 200, body: roleVersion },
  },
  restoreRoleVersion: {
    method: "POST",
    path: "/api/v1/profiles/:profileId/roles/:roleId/versions/:version/restore",
    summary: "Make a new version with the body of an old one; checked like any other save",
    guard: edit,
    params: roleVersionParams,
    body: z.strictObject(consent).default({}),
    ifMatch: true,
    answer: { status: 200, body: role },
  },
  listAssignments: {
    method: "GET",
    path: "/api/v1/profiles/:profileId/role-assignments",
    summary: "List who holds which role, since when, until when, why and from whom",
    guard: read,
    params: profileParams,
    query: z.strictObject({ roleId: id.optional(), assigneeId: id.optional(), state: assignment.shape.state.optional(), limit, cursor }),
    answer: { status: 200, body: page(assignment) },
  },
  assignRole: {
    method: "POST",
    path: "/api/v1/profiles/:profileId/role-assignments",
    summary: "Give a role to a run user, a limited administrator or a group",
    guard: edit,
    params: profileParams,
    body: assignmentBody,
    answer: { status: 201, body: assignment },
  },
  endAssignment: {
    method: "POST",
    path: "/api/v1/profiles/:profileId/role-assignments/:assignmentId/end",
    summary: "End an assignment now; it stays on record",
    guard: edit,
    params: z.strictObject({ profileId: id, assignmentId: id }),
    body: z.strictObject({
      ...consent,
      reason: text(500),
      managedBy: z.null().optional().describe("Null ends what is kept in a file, too; the file gives it again unless it is changed"),
    }),
    answer: { status: 200, body: assignment },
  },
  getUserInheritance: {
    method: "GET",
    path: "/api/v1/profiles/:profileId/users/:userId/inheritance",
    summary: "Tags, groups and roles of a user, direct and inherited, with where each comes from",
    guard: { who: "profile", resource: "run_user", action: "access" },
    params: z.strictObject({ profileId: id, userId: id }),
    answer: { status: 200, body: userInheritance },
  },
});

/** Types of resources that a profile adds for its other applications, and the objects of those types. */
import { z } from "zod";
import { resourceId } from "./access.ts";
import { actionCategory, actionName, actionsPerTypeMax, resourceType, resourceTypeName, subjectType } from "./catalogue.ts";
import { cappedCount, cursor, id, limit, oneOrMany, page, tagFilter, tags, text, timestamp } from "./primitives.ts";
import { defineRoutes } from "./route.ts";

/** Names that already mean something: an added type must not take the place of one that Latchkey itself protects. */
const reservedNames = new Set<string>([...resourceType.options, ...subjectType.options]);

export const addedTypeName = resourceTypeName.refine(
  (name) => !reservedNames.has(name.toLowerCase()),
  "is the name of a type that Latchkey has itself",
);

const addedAction = z.strictObject({
  name: actionName.describe("As the other application calls it, e.g. `can_read` or `delete:soft`; never changes its meaning"),
  label: text(100).describe("What the console shows"),
  category: actionCategory.default("features"),
});

const actions = z
  .array(addedAction)
  .min(1, "add at least one action")
  .max(actionsPerTypeMax)
  .refine((list) => new Set(list.map((action) => action.name)).size === list.length, "must not name the same action twice");

const typeBody = z.strictObject({ label: text(100), description: text(500, 0).default(""), actions });

export const addedType = typeBody.extend({
  name: resourceTypeName,
  objectCount: cappedCount.describe("Objects of this type that are stored"),
  version: z.number().int().describe("Counts saves; send it back as If-Match"),
  createdAt: timestamp,
  updatedAt: timestamp,
});
export type AddedType = z.infer<typeof addedType>;

/** The id of an object is part of addresses, where these two mean something else. */
export const objectId = resourceId
  .refine((value) => value !== "." && value !== "..", "must not be . or ..")
  // PostgreSQL cannot store NUL, and control characters break logs.
  // oxlint-disable-next-line no-control-regex
  .refine((value) => !/[\u0000-\u001f\u007f]/.test(value), "must not contain control characters")
  .describe("The id that the other application gives it, e.g. a number, a path or an e-mail address; exact case");

const objectBody = z.strictObject({ name: text(200).optional().describe("The id when left out"), tags: tags.default([]) });

export const addedObject = z.strictObject({
  id: objectId,
  name: z.string(),
  tags,
  createdAt: timestamp,
  updatedAt: timestamp,
});
export type AddedObject = z.infer<typeof addedObject>;

const profileParams = z.strictObject({ profileId: id });
const typeParams = z.strictObject({ profileId: id, type: z.string().max(50) });
const objectParams = typeParams.extend({ objectId: z.string().max(200) });

const read = { who: "profile", resource: "access_management", action: "access" } as const;
// Types and tags of objects decide for everybody at once: whoever is limited themselves must not change them.
const write = { who: "profile", unrestricted: true, writes: true } as const;

const typePath = "/api/v1/profiles/:profileId/resource-types";

export const resourceTypeRoutes = defineRoutes({
  listResourceTypes: {
    method: "GET",
    path: typePath,
    summary: "List the resource types that the profile has added, by label; at most 100",
    guard: read,
    params: profileParams,
    answer: { status: 200, body: z.strictObject({ items: z.array(addedType) }) },
  },
  createResourceType: {
    method: "POST",
    path: typePath,
    summary: "Add a resource type of another application; policies can speak about it from now on",
    guard: write,
    params: profileParams,
    body: typeBody.extend({ name: addedTypeName }),
    answer: { status: 201, body: addedType },
  },
  getResourceType: {
    method: "GET",
    path: `${typePath}/:type`,
    summary: "Read an added resource type",
    guard: read,
    params: typeParams,
    answer: { status: 200, body: addedType },
  },
  updateResourceType: {
    method: "PUT",
    path: `${typePath}/:type`,
    summary: "Replace label, description and actions; an action that policies or roles name cannot be taken away",
    guard: write,
    params: typeParams,
    body: typeBody,
    ifMatch: true,
    answer: { status: 200, body: addedType },
  },
  deleteResourceType: {
    method: "DELETE",
    path: `${typePath}/:type`,
    summary: "Delete an added type with its objects; refused while policies or roles name it",
    guard: write,
    params: typeParams,
    answer: { status: 204, body: z.null() },
  },
  listObjects: {
    method: "GET",
    path: `${typePath}/:type/objects`,
    summary: "List stored objects of an added type",
    guard: read,
    params: typeParams,
    query: z.strictObject({
      search: z.string().max(200).optional().describe("Part of the name, or an exact id"),
      tag: oneOrMany(tagFilter).describe("All of them must be met"),
      sort: z.enum(["name", "-name", "createdAt", "-createdAt"]).default("name"),
      limit,
      cursor,
    }),
    answer: { status: 200, body: page(addedObject) },
  },
  saveObjects: {
    method: "PUT",
    path: `${typePath}/:type/objects`,
    summary: "Create or replace up to 1,000 objects at once; all or none",
    guard: write,
    params: typeParams,
    body: z.strictObject({
      items: z
        .array(objectBody.extend({ id: objectId }))
        .min(1)
        .max(1000)
        .refine((list) => new Set(list.map((each) => each.id)).size === list.length, "must not name the same id twice"),
    }),
    bodyBytesMax: 4_000_000,
    answer: { status: 200, body: z.strictObject({ created: z.number().int(), updated: z.number().int() }) },
  },
  getObject: {
    method: "GET",
    path: `${typePath}/:type/objects/:objectId`,
    summary: "Read an object",
    guard: read,
    params: objectParams,
    answer: { status: 200, body: addedObject },
  },
  saveObject: {
    method: "PUT",
    path: `${typePath}/:type/objects/:objectId`,
    summary: "Create or replace an object",
    guard: write,
    params: objectParams.extend({ objectId }),
    body: objectBody,
    answer: { status: 200, body: addedObject },
  },
  deleteObject: {
    method: "DELETE",
    path: `${typePath}/:type/objects/:objectId`,
    summary: "Delete an object; policies that name it stay, and match nothing by it",
    guard: write,
    params: objectParams,
    answer: { status: 204, body: z.null() },
  },
});

/** Devices send data; each record is one variable at one time. */
import { z } from "zod";
import { cursor, id, limit, oneOrMany, page, tagFilter, tags, text, timestamp } from "./primitives.ts";
import { defineRoutes } from "./route.ts";
import { consent } from "./versions.ts";

export const device = z.strictObject({
  id,
  name: z.string(),
  tags,
  tokenHint: z.string().describe("First characters of the device token"),
  recordCount: z.number().int().describe("Records stored"),
  lastInputAt: timestamp.nullable().describe("When data last arrived"),
  createdAt: timestamp,
  updatedAt: timestamp,
});
export type Device = z.infer<typeof device>;

const deviceWithToken = device.extend({ token: z.string().describe("Shown once") });

export const variable = z
  .string()
  .trim()
  .toLowerCase()
  .min(1)
  .max(100)
  .regex(/^[^\s"'\\<>]+$/, "must not contain spaces, quotes, backslashes or angle brackets")
  .describe("Variable name; stored in lower case");

// Far beyond anything measured, and so far below the largest double that sums and averages of many cannot overflow.
const numberMax = 1e100;
export const recordValue = z.union([z.number().min(-numberMax).max(numberMax), z.string().max(6000), z.boolean()]);

export const newRecord = z.strictObject({
  variable,
  value: recordValue,
  unit: text(50).optional(),
  time: timestamp.optional().describe("Now when absent"),
  metadata: z
    .record(z.string().max(100), z.json())
    .refine((value) => JSON.stringify(value).length <= 10_000, "must be at most 10 kB")
    .optional(),
});
export type NewRecord = z.infer<typeof newRecord>;

export const dataRecord = z.strictObject({
  id,
  variable: z.string(),
  value: recordValue,
  unit: z.string().nullable(),
  time: timestamp,
  metadata: z.record(z.string(), z.json()).nullable(),
});
export type DataRecord = z.infer<typeof dataRecord>;

/** One record or a batch; a batch is stored whole or not at all. */
const newRecords = z.union([newRecord, z.array(newRecord).min(1).max(5000)]);

const dataQuery = z.strictObject({
  variable: oneOrMany(variable),
  from: timestamp.optional().describe("Inclusive"),
  to: timestamp.optional().describe("Exclusive"),
  limit: z.coerce.number().int().min(1).max(10_000).default(100),
  cursor,
});

const profileParams = z.strictObject({ profileId: id });
const deviceParams = z.strictObject({ profileId: id, deviceId: id });
const recordsAdded = z.strictObject({ added: z.number().int() });

export const deviceRoutes = defineRoutes({
  listDevices: {
    method: "GET",
    path: "/api/v1/profiles/:profileId/devices",
    summary: "List devices",
    guard: { who: "profile", resource: "device", action: "access" },
    params: profileParams,
    query: z.strictObject({
      search: z.string().max(200).optional(),
      tag: oneOrMany(tagFilter),
      sort: z.enum(["name", "-name", "createdAt", "-createdAt", "lastInputAt", "-lastInputAt"]).default("name"),
      limit,
      cursor,
    }),
    answer: { status: 200, body: page(device) },
  },
  createDevice: {
    method: "POST",
    path: "/api/v1/profiles/:profileId/devices",
    summary: "Create a device; its token is in this answer only",
    guard: { who: "profile", resource: "device", action: "create" },
    params: profileParams,
    body: z.strictObject({ name: text(100), tags: tags.default([]) }),
    answer: { status: 201, body: deviceWithToken },
  },
  getDevice: {
    method: "GET",
    path: "/api/v1/profiles/:profileId/devices/:deviceId",
    summary: "Read a device",
    guard: { who: "profile", resource: "device", action: "access" },
    params: deviceParams,
    answer: { status: 200, body: device },
  },
  updateDevice: {
    method: "PATCH",
    path: "/api/v1/profiles/:profileId/devices/:deviceId",
    summary: "Rename a device or replace its tags",
    guard: { who: "profile", resource: "device", action: "edit" },
    params: deviceParams,
    body: z.strictObject({ name: text(100).optional(), tags: tags.optional(), ...consent }),
    answer: { status: 200, body: device },
  },
  deleteDevice: {
    method: "DELETE",
    path: "/api/v1/profiles/:profileId/devices/:deviceId",
    summary: "Delete a device with its data",
    guard: { who: "profile", resource: "device", action: "delete" },
    params: deviceParams,
    answer: { status: 204, body: z.null() },
  },
  renewDeviceToken: {
    method: "POST",
    path: "/api/v1/profiles/:profileId/devices/:deviceId/token",
    summary: "Replace the device token; the old one is refused from now on",
    guard: { who: "profile", resource: "device", action: "token_access" },
    params: deviceParams,
    answer: { status: 201, body: z.strictObject({ token: z.string() }) },
  },
  listVariables: {
    method: "GET",
    path: "/api/v1/profiles/:profileId/devices/:deviceId/variables",
    summary: "Variables a device has sent, with unit and last value",
    guard: { who: "profile", resource: "device", action: "get_data" },
    params: deviceParams,
    answer: {
      status: 200,
      body: z.strictObject({
        items: z.array(z.strictObject({ variable: z.string(), unit: z.string().nullable(), lastValue: recordValue, lastTime: timestamp })),
      }),
    },
  },
  listData: {
    method: "GET",
    path: "/api/v1/profiles/:profileId/devices/:deviceId/data",
    summary: "Read records, newest first",
    guard: { who: "profile", resource: "device", action: "get_data" },
    params: deviceParams,
    query: dataQuery,
    answer: { status: 200, body: page(dataRecord) },
  },
  sendData: {
    method: "POST",
    path: "/api/v1/profiles/:profileId/devices/:deviceId/data",
    summary: "Store records for a device",
    guard: { who: "profile", resource: "device", action: "send_data" },
    params: deviceParams,
    body: newRecords,
    bodyBytesMax: 4_000_000,
    answer: { status: 201, body: recordsAdded },
  },
  sendOwnData: {
    method: "POST",
    path: "/api/v1/data",
    summary: "Store records as the device whose token is sent",
    guard: { who: "device" },
    body: newRecords,
    bodyBytesMax: 4_000_000,
    answer: { status: 201, body: recordsAdded },
  },
});

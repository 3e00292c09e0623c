/**
 * From where and when somebody may call: holders of a role, one person, one API token, one device, one analysis. What holds for a whole profile is part
 * of its security settings. Whoever is under several rules has to meet all of them.
 */
import { z } from "zod";
import { id } from "./primitives.ts";
import { defineRoutes } from "./route.ts";
import { restrictions } from "./security-settings.ts";

export const ownRestrictions = z.strictObject({
  version: z.number().int().describe("For If-Match"),
  restrictions: restrictions.nullable().describe("Null: none of its own"),
  caller: z
    .strictObject({ address: z.string().nullable(), country: z.string().nullable() })
    .describe("From where you call now, to see what a rule would do to yourself"),
});
export type OwnRestrictions = z.infer<typeof ownRestrictions>;

const change = z.strictObject({
  restrictions: restrictions.nullable(),
  confirmLockOut: z.boolean().default(false).describe("Save although the rules would refuse the caller, here and now"),
});

const unrestricted = { who: "profile", unrestricted: true } as const;
const roleParams = z.strictObject({ profileId: id, roleId: id });
const userParams = z.strictObject({ profileId: id, userId: id });
const tokenParams = z.strictObject({ profileId: id, tokenId: id });
const deviceParams = z.strictObject({ profileId: id, deviceId: id });
const analysisParams = z.strictObject({ profileId: id, analysisId: id });
const administratorParams = z.strictObject({ administratorId: id });
const answer = { status: 200, body: ownRestrictions } as const;

export const restrictionRoutes = defineRoutes({
  getRoleRestrictions: {
    method: "GET",
    path: "/api/v1/profiles/:profileId/roles/:roleId/restrictions",
    summary: "From where and when holders of a role may call",
    guard: { ...unrestricted, writes: false },
    params: roleParams,
    answer,
  },
  putRoleRestrictions: {
    method: "PUT",
    path: "/api/v1/profiles/:profileId/roles/:roleId/restrictions",
    summary: "Set from where and when holders of a role may call; counts from the next request on",
    guard: { ...unrestricted, writes: true },
    ifMatch: true,
    params: roleParams,
    body: change,
    answer,
  },
  getUserRestrictions: {
    method: "GET",
    path: "/api/v1/profiles/:profileId/users/:userId/restrictions",
    summary: "From where and when one run user may call",
    guard: { ...unrestricted, writes: false },
    params: userParams,
    answer,
  },
  putUserRestrictions: {
    method: "PUT",
    path: "/api/v1/profiles/:profileId/users/:userId/restrictions",
    summary: "Set from where and when one run user may call; counts from the next request on",
    guard: { ...unrestricted, writes: true },
    ifMatch: true,
    params: userParams,
    body: change,
    answer,
  },
  getTokenRestrictions: {
    method: "GET",
    path: "/api/v1/profiles/:profileId/tokens/:tokenId/restrictions",
    summary: "From where and when an API token may be used",
    guard: { ...unrestricted, writes: false },
    params: tokenParams,
    answer,
  },
  putTokenRestrictions: {
    method: "PUT",
    path: "/api/v1/profiles/:profileId/tokens/:tokenId/restrictions",
    summary: "Set from where and when an API token may be used; counts from its next use on",
    guard: { ...unrestricted, writes: true },
    ifMatch: true,
    params: tokenParams,
    body: change,
    answer,
  },
  getDeviceRestrictions: {
    method: "GET",
    path: "/api/v1/profiles/:profileId/devices/:deviceId/restrictions",
    summary: "From where and when the tokens of a device may be used",
    guard: { ...unrestricted, writes: false },
    params: deviceParams,
    answer,
  },
  putDeviceRestrictions: {
    method: "PUT",
    path: "/api/v1/profiles/:profileId/devices/:deviceId/restrictions",
    summary: "Set from where and when the tokens of a device may be used; counts from the next use on",
    guard: { ...unrestricted, writes: true },
    ifMatch: true,
    params: deviceParams,
    body: change,
    answer,
  },
  getAnalysisRestrictions: {
    method: "GET",
    path: "/api/v1/profiles/:profileId/analyses/:analysisId/restrictions",
    summary: "From where and when the token of an analysis may be used",
    guard: { ...unrestricted, writes: false },
    params: analysisParams,
    answer,
  },
  putAnalysisRestrictions: {
    method: "PUT",
    path: "/api/v1/profiles/:profileId/analyses/:analysisId/restrictions",
    summary: "Set from where and when the token of an analysis may be used; counts from the next use on",
    guard: { ...unrestricted, writes: true },
    ifMatch: true,
    params: analysisParams,
    body: change,
    answer,
  },
  getAdministratorRestrictions: {
    method: "GET",
    path: "/api/v1/administrators/:administratorId/restrictions",
    summary: "From where and when one administrator may call",
    guard: { who: "super_administrator" },
    params: administratorParams,
    answer,
  },
  putAdministratorRestrictions: {
    method: "PUT",
    path: "/api/v1/administrators/:administratorId/restrictions",
    summary: "Set from where and when one administrator may call; counts from the next request on",
    guard: { who: "super_administrator" },
    ifMatch: true,
    params: administratorParams,
    body: change,
    answer,
  },
});

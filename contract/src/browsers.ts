/**
 * Browsers and apps that somebody signed in with before. People are told "device"; here it is a browser, because a device is
 * a thing that sends data.
 */
import { z } from "zod";
import { placeParams } from "./place.ts";
import { cursor, id, limit, page, text, timestamp } from "./primitives.ts";
import { defineRoutes } from "./route.ts";
import { browserFacts } from "./sessions.ts";

export const browserStatus = z
  .enum(["known", "pending", "approved", "rejected"])
  .describe("pending waits for an administrator, where only approved devices may sign in");
export type BrowserStatus = z.infer<typeof browserStatus>;

export const browser = browserFacts.extend({
  id,
  name: z.string().nullable().describe("Given by the person"),
  place: z.enum(["console", "portal"]),
  status: browserStatus,
  isCurrent: z.boolean(),
  trustedUntil: timestamp.nullable().describe("Null when it is not trusted"),
  address: z.string().nullable().describe("Of the last sign-in"),
  country: z.string().nullable(),
  createdAt: timestamp,
  lastSeenAt: timestamp.describe("When somebody last signed in with it"),
  decidedBy: z.string().nullable().describe("Name of the administrator who approved or rejected it"),
  decidedAt: timestamp.nullable(),
});
export type Browser = z.infer<typeof browser>;

/** A device that waits for approval, with whose it is. */
export const pendingBrowser = browser.extend({ user: z.strictObject({ id, name: z.string(), email: z.string().nullable() }) });
export type PendingBrowser = z.infer<typeof pendingBrowser>;

const browserList = z.strictObject({ items: z.array(browser) });
const pendingPage = page(pendingBrowser);
const paging = z.strictObject({ limit, cursor });

const ownParams = placeParams.extend({ browserId: id });
const userParams = z.strictObject({ profileId: id, userId: id });
const userBrowserParams = userParams.extend({ browserId: id });
const administratorParams = z.strictObject({ administratorId: id });
const administratorBrowserParams = administratorParams.extend({ browserId: id });
const reason = z.strictObject({ reason: text(500).optional() }).prefault({});

const ofUser = { who: "profile", resource: "run_user", action: "access" } as const;
const changeUser = { who: "profile", resource: "run_user", action: "edit" } as const;
const ofAdministrator = { who: "super_administrator" } as const;
const one = { status: 200, body: browser } as const;
const none = { status: 204, body: z.null() } as const;

export const browserRoutes = defineRoutes({
  listOwnBrowsers: {
    method: "GET",
    path: "/api/v1/places/:place/account/devices",
    summary: "Devices you signed in with, the current one first",
    guard: { who: "account" },
    params: placeParams,
    answer: { status: 200, body: browserList },
  },
  renameOwnBrowser: {
    method: "PATCH",
    path: "/api/v1/places/:place/account/devices/:browserId",
    summary: "Give one of your devices a name",
    guard: { who: "account" },
    params: ownParams,
    body: z.strictObject({ name: text(100).nullable() }),
    answer: one,
  },
  trustOwnBrowser: {
    method: "PUT",
    path: "/api/v1/places/:place/account/devices/:browserId/trust",
    summary: "Trust one of your devices, where people may; rules can allow more on trusted devices",
    guard: { who: "account" },
    proof: "recent",
    params: ownParams,
    answer: one,
  },
  distrustOwnBrowser: {
    method: "DELETE",
    path: "/api/v1/places/:place/account/devices/:browserId/trust",
    summary: "Trust one of your devices no longer",
    guard: { who: "account" },
    params: ownParams,
    answer: one,
  },
  revokeOwnBrowser: {
    method: "DELETE",
    path: "/api/v1/places/:place/account/devices/:browserId",
    summary: "Forget one of your devices and sign it out",
    guard: { who: "account" },
    params: ownParams,
    answer: none,
  },

  listUserBrowsers: {
    method: "GET",
    path: "/api/v1/profiles/:profileId/users/:userId/devices",
    summary: "Devices a run user signed in with",
    guard: ofUser,
    params: userParams,
    answer: { status: 200, body: browserList },
  },
  trustUserBrowser: {
    method: "PUT",
    path: "/api/v1/profiles/:profileId/users/:userId/devices/:browserId/trust",
    summary: "Trust a device of a run user",
    guard: changeUser,
    proof: "recent",
    params: userBrowserParams,
    answer: one,
  },
  distrustUserBrowser: {
    method: "DELETE",
    path: "/api/v1/profiles/:profileId/users/:userId/devices/:browserId/trust",
    summary: "Trust a device of a run user no longer",
    guard: changeUser,
    params: userBrowserParams,
    answer: one,
  },
  revokeUserBrowser: {
    method: "DELETE",
    path: "/api/v1/profiles/:profileId/users/:userId/devices/:browserId",
    summary: "Forget a device of a run user and sign it out",
    guard: changeUser,
    params: userBrowserParams,
    answer: none,
  },
  listPendingBrowsers: {
    method: "GET",
    path: "/api/v1/profiles/:profileId/device-approvals",
    summary: "Devices of run users that wait for approval, oldest first",
    guard: ofUser,
    params: z.strictObject({ profileId: id }),
    query: paging,
    answer: { status: 200, body: pendingPage },
  },
  approveBrowser: {
    method: "POST",
    path: "/api/v1/profiles/:profileId/device-approvals/:browserId/approve",
    summary: "Let a device sign in; the person is told by mail",
    guard: changeUser,
    params: z.strictObject({ profileId: id, browserId: id }),
    body: reason,
    answer: one,
  },
  rejectBrowser: {
    method: "POST",
    path: "/api/v1/profiles/:profileId/device-approvals/:browserId/reject",
    summary: "Keep a device out and sign it out",
    guard: changeUser,
    params: z.strictObject({ profileId: id, browserId: id }),
    body: reason,
    answer: one,
  },

  listAdministratorBrowsers: {
    method: "GET",
    path: "/api/v1/administrators/:administratorId/devices",
    summary: "Devices an administrator signed in with",
    guard: ofAdministrator,
    params: administratorParams,
    answer: { status: 200, body: browserList },
  },
  trustAdministratorBrowser: {
    method: "PUT",
    path: "/api/v1/administrators/:administratorId/devices/:browserId/trust",
    summary: "Trust a device of an administrator",
    guard: ofAdministrator,
    proof: "recent",
    params: administratorBrowserParams,
    answer: one,
  },
  distrustAdministratorBrowser: {
    method: "DELETE",
    path: "/api/v1/administrators/:administratorId/devices/:browserId/trust",
    summary: "Trust a device of an administrator no longer",
    guard: ofAdministrator,
    params: administratorBrowserParams,
    answer: one,
  },
  revokeAdministratorBrowser: {
    method: "DELETE",
    path: "/api/v1/administrators/:administratorId/devices/:browserId",
    summary: "Forget a device of an administrator and sign it out",
    guard: ofAdministrator,
    params: administratorBrowserParams,
    answer: none,
  },
  listPendingAdministratorBrowsers: {
    method: "GET",
    path: "/api/v1/device-approvals",
    summary: "Devices of administrators that wait for approval, oldest first",
    guard: ofAdministrator,
    query: paging,
    answer: { status: 200, body: pendingPage },
  },
  approveAdministratorBrowser: {
    method: "POST",
    path: "/api/v1/device-approvals/:browserId/approve",
    summary: "Let a device of an administrator sign in; the person is told by mail",
    guard: ofAdministrator,
    params: z.strictObject({ browserId: id }),
    body: reason,
    answer: one,
  },
  rejectAdministratorBrowser: {
    method: "POST",
    path: "/api/v1/device-approvals/:browserId/reject",
    summary: "Keep a device of an administrator out and sign it out",
    guard: ofAdministrator,
    params: z.strictObject({ browserId: id }),
    body: reason,
    answer: one,
  },
});

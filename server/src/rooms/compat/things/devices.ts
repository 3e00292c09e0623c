import { text, tokenPermission } from "@latchkey/contract";
import { sql } from "kysely";
import { z } from "zod";
import { fromStoredTags } from "../../../database/tags.ts";
import { transact } from "../../../database/transact.ts";
import type { Context } from "../../../http/context.ts";
import { findAllowed } from "../../../http/find-allowed.ts";
import { inOneTransaction } from "../../../http/in-one-transaction.ts";
import { newId } from "../../../platform/ids.ts";
import {
  createDevice,
  createDeviceToken,
  deleteDevice,
  deleteDeviceToken,
  findDevice,
  listDeviceTokens,
  updateDevice,
  type DeviceRow,
} from "../../devices/index.ts";
import { asRecord } from "../people/run-users.ts";
import { deleteExtras, findExtras, mergeExtras, type ExtraKey, type Extras } from "../wire/extra-fields.store.ts";
import type { ListShape } from "../wire/list-query.ts";
import { pick, readBody, readId, readText, tagoTags } from "../wire/read-body.ts";
import { reason } from "../wire/reason.ts";
import { readMoment } from "../wire/relative-date.ts";
import { created, type TagoCall, type TagoRoute } from "../wire/tago-route.ts";
import { listThings } from "./list-things.ts";

const extraNames = [
  "description",
  "active",
  "visible",
  "type",
  "connector",
  "network",
  "serie_number",
  "chunk_period",
  "chunk_retention",
  "payload_decoder",
];
const defaults: Extras = { description: null, active: true, visible: true, type: "mutable", connector: null, network: null };

const shape: ListShape = {
  id: sql`thing.id`,
  tags: sql`thing.tags`,
  defaultFields: ["id", "name", "tags"],
  defaultOrder: "name,asc",
  fields: {
    name: { column: sql`thing.name`, kind: "text", isSortable: true },
    active: { column: sql`((x.fields -> 'active') is distinct from 'false'::jsonb)`, kind: "boolean", isSortable: true },
    visible: { column: sql`((x.fields -> 'visible') is distinct from 'false'::jsonb)`, kind: "boolean", isSortable: true },
    last_input: { column: sql`thing.last_input_at`, kind: "date", isSortable: true },
    created_at: { column: sql`thing.created_at`, kind: "date", isSortable: true },
    updated_at: { column: sql`thing.updated_at`, kind: "date", isSortable: true },
    type: { column: sql`x.fields ->> 'type'`, kind: "text" },
  },
};

export const keyOfDevice = ({ profileId }: Context, id: string): ExtraKey => ({ profileId, type: "device", id });

export function toTagoDevice(row: DeviceRow, { params: _params, ...extras }: Extras): Record<string, unknown> {
  return {
    ...defaults,
    ...extras,
    id: row.id,
    profile: row.profile_id,
    name: row.name,
    tags: fromStoredTags(row.tags),
    bucket: { id: row.id, name: row.name },
    last_input: row.last_input_at?.toISOString() ?? null,
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
  };
}

const listWhole = listThings({ type: "device", shape, toTago: toTagoDevice });
/** All that run users get of a device: what a list to choose from needs. */
const fieldsForPeople = ["id", "name", "tags"];

function list(call: TagoCall): Promise<unknown> {
  const isPerson = call.ctx.principal.kind === "run_user";
  return listWhole(isPerson ? { ...call, query: { ...call.query, fields: fieldsForPeople } } : call);
}

/** The device of a call, if the caller may do `action` with it. */
export function findDeviceFor(ctx: Context, id: string | undefined, action: string): Promise<DeviceRow> {
  return findAllowed(ctx, { type: "device", action }, (filter) => findDevice(ctx.db, ctx.profileId, readId(id), filter));
}

async function info({ ctx, params }: TagoCall): Promise<unknown> {
  const device = await findDeviceFor(ctx, params["id"], "access");
  const whole = toTagoDevice(device, await findExtras(ctx.db, keyOfDevice(ctx, device.id)));
  return ctx.principal.kind === "run_user" ? pick(whole, fieldsForPeople) : whole;
}

const whole = z.object({
  name: text(100),
  tags: tagoTags.optional(),
  active: z.boolean().nullish(),
  visible: z.boolean().nullish(),
});
const parameters = z
  .array(
    z.object({
      id: z.string().optional(),
      key: z.string().min(1).max(100),
      value: z.coerce.string().max(6000),
      sent: z.boolean().default(false),
    }),
  )
  .max(60);

/** Creates one as it is sent, under the id it had elsewhere if one is given. */
export async function addDevice(ctx: Context, body: unknown, id?: string): Promise<{ id: string; token: string }> {
  const { name, tags = [] } = readBody(whole, body);
  return inOneTransaction(ctx, async (within, tx) => {
    const device = await createDevice(within, { id, name, tags });
    const params = readBody(parameters, asRecord(body)["configuration_params"] ?? []).map((each) => ({
      ...each,
      id: newId(ctx.platform.clock),
    }));
    await mergeExtras(tx, keyOfDevice(ctx, device.id), { ...pick(asRecord(body), extraNames), ...(params.length > 0 ? { params } : {}) });
    return device;
  });
}

async function create({ ctx, body }: TagoCall): Promise<unknown> {
  const made = await addDevice(ctx, body);
  return created({ device_id: made.id, deviceID: made.id, bucket_id: made.id, token: made.token });
}

async function edit({ ctx, params, body }: TagoCall): Promise<unknown> {
  const stored = await findDeviceFor(ctx, params["id"], "edit");
  const { name, tags } = readBody(whole.partial(), body);
  await inOneTransaction(ctx, async (within, tx) => {
    await updateDevice(within, stored.id, { name, tags, reason, confirmName: stored.name });
    await mergeExtras(tx, keyOfDevice(ctx, stored.id), pick(asRecord(body), extraNames));
  });
  return "Successfully Updated";
}

async function remove({ ctx, params }: TagoCall): Promise<unknown> {
  const id = readId(params["id"]);
  await inOneTransaction(ctx, async (within, tx) => {
    await deleteDevice(within, id);
    await deleteExtras(tx, keyOfDevice(ctx, id));
  });
  return "Successfully Removed";
}

/** A token is shown once; afterwards its id stands for it. */
async function tokenList({ ctx, params }: TagoCall): Promise<unknown> {
  const { device, tokens } = await listDeviceTokens(ctx, readId(params["id"]));
  const own = {
    token: device.token_hint,
    name: "Default",
    permission: "full",
    expire_time: "never",
    created_at: device.created_at.toISOString(),
  };
  const further = tokens.map((row) => ({
    token: row.id,
    name: row.name,
    permission: row.permission,
    expire_time: row.expires_at?.toISOString() ?? "never",
    created_at: row.created_at.toISOString(),
  }));
  return [...further, own];
}

const newToken = z.object({
  device: z.string(),
  name: text(100),
  permission: tokenPermission.default("full"),
  expire_time: z.unknown().optional(),
});

async function tokenCreate({ ctx, body }: TagoCall): Promise<unknown> {
  const { device, name, permission, expire_time: expireTime } = readBody(newToken, body);
  const expiresAt = readMoment(expireTime, { now: ctx.platform.clock.now(), direction: 1, field: "expire_time" });
  const { token } = await createDeviceToken(ctx, { deviceId: readId(device), name, permission, expiresAt });
  const end = expiresAt?.toISOString() ?? "never";
  return created({ token, permission, expire_date: end, expire_time: end });
}

type Parameter = { id: string; key: string; value: string; sent: boolean };

export async function listParameters(ctx: Context, deviceId: string): Promise<Parameter[]> {
  return ((await findExtras(ctx.db, keyOfDevice(ctx, deviceId)))["params"] ?? []) as Parameter[];
}

export function filterSent(all: Parameter[], status: unknown): Parameter[] {
  return status === undefined || status === "" ? all : all.filter(({ sent }) => String(sent) === readText(status, "sent_status"));
}

/** With an id changes one; without, one of the same key is replaced. */
async function paramSet({ ctx, params, body }: TagoCall): Promise<unknown> {
  const device = await findDeviceFor(ctx, params["id"], "edit");
  const sent = readBody(parameters, [body].flat());
  await storeParameters(ctx, device.id, (stored) => {
    const kept = stored.filter((each) => !sent.some((one) => one.id === each.id || one.key === each.key));
    return [...kept, ...sent.map((each) => ({ ...each, id: each.id ?? newId(ctx.platform.clock) }))];
  });
  return "Params Successfully Updated";
}

export async function storeParameters(ctx: Context, deviceId: string, change: (stored: Parameter[]) => Parameter[]): Promise<void> {
  await transact(ctx.db, async (tx) => {
    await sql`select 1 from devices where profile_id = ${ctx.profileId} and id = ${deviceId} for update`.execute(tx);
    const stored = await listParameters({ ...ctx, db: tx }, deviceId);
    await mergeExtras(tx, keyOfDevice(ctx, deviceId), { params: change(stored) });
  });
}

const tokens = ["profile", "analysis"] as const;

export const deviceRoutes: TagoRoute[] = [
  { method: "GET", path: "/device", tokens: [...tokens, "run_user"], handler: list },
  { method: "POST", path: "/device", tokens, handler: create },
  { method: "GET", path: "/device/:id", tokens: [...tokens, "run_user"], handler: info },
  { method: "PUT", path: "/device/:id", tokens, handler: edit },
  { method: "DELETE", path: "/device/:id", tokens, handler: remove },
  { method: "GET", path: "/device/token/:id", tokens, handler: tokenList },
  { method: "POST", path: "/device/token", tokens, handler: tokenCreate },
  {
    method: "DELETE",
    path: "/device/token/:token",
    tokens,
    handler: async ({ ctx, params }) => {
      await deleteDeviceToken(ctx, params["token"] ?? "");
      return "Token Successfully Removed";
    },
  },
  {
    method: "GET",
    path: "/device/:id/params",
    tokens,
    handler: async ({ ctx, params, query }) => {
      const device = await findDeviceFor(ctx, params["id"], "access");
      return filterSent(await listParameters(ctx, device.id), query["sent_status"]);
    },
  },
  { method: "POST", path: "/device/:id/params", tokens, handler: paramSet },
  {
    method: "DELETE",
    path: "/device/:id/params/:param",
    tokens,
    handler: async ({ ctx, params }) => {
      const device = await findDeviceFor(ctx, params["id"], "edit");
      await storeParameters(ctx, device.id, (stored) => stored.filter(({ id }) => id !== params["param"]));
      return "Successfully Removed";
    },
  },
];

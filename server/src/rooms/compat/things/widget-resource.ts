import { text } from "@latchkey/contract";
import { z } from "zod";
import { fromStoredTags } from "../../../database/tags.ts";
import { inOneTransaction } from "../../../http/in-one-transaction.ts";
import { newId } from "../../../platform/ids.ts";
import { getVisibleWidget } from "../../dashboards/index.ts";
import { updateDevice } from "../../devices/index.ts";
import { mergeExtras } from "../wire/extra-fields.store.ts";
import { readBody, readId, tagoTags } from "../wire/read-body.ts";
import { reason } from "../wire/reason.ts";
import type { TagoCall, TagoRoute } from "../wire/tago-route.ts";
import { findDeviceFor, keyOfDevice, storeParameters } from "./devices.ts";

const changed = z.looseObject({ device: z.string(), name: text(100).optional(), active: z.boolean().optional() });
type Changed = z.output<typeof changed>;

/** What a device list changes: names, tags and parameters of devices that the caller may edit anyway. */
async function editResource({ ctx, params, body }: TagoCall): Promise<unknown> {
  await getVisibleWidget(ctx, { dashboardId: readId(params["id"]), widgetId: readId(params["widget"]) });
  const list = readBody(z.array(changed).min(1).max(100), [body].flat());
  await inOneTransaction(ctx, async (within) => {
    for (const each of list) await changeDevice(within, each);
  });
  return { message: "Successfully Updated" };
}

async function changeDevice(ctx: TagoCall["ctx"], change: Changed): Promise<void> {
  const device = await findDeviceFor(ctx, change.device, "edit");
  const tags = keyed(change, "tags.");
  const kept = fromStoredTags(device.tags).filter(({ key }) => !tags.has(key));
  const after = readBody(tagoTags, [...kept, ...[...tags].map(([key, value]) => ({ key, value }))]);
  await inOneTransaction(ctx, async (within, tx) => {
    const saving = { reason, confirmName: device.name };
    await updateDevice(within, device.id, { name: change.name, tags: tags.size > 0 ? after : undefined, ...saving });
    if (change.active !== undefined) await mergeExtras(tx, keyOfDevice(ctx, device.id), { active: change.active });
    await storeParameters(within, device.id, (stored) => [
      ...stored.filter(({ key }) => !keyed(change, "param.").has(key)),
      ...[...keyed(change, "param.")].map(([key, value]) => ({ id: newId(ctx.platform.clock), key, value, sent: false })),
    ]);
  });
}

/** `tags.site` and `param.rate`, by the name after the dot. */
function keyed(change: Changed, prefix: "tags." | "param."): Map<string, string> {
  const found = Object.entries(change).filter(([name, value]) => name.startsWith(prefix) && ["string", "number"].includes(typeof value));
  return new Map(found.map(([name, value]) => [name.slice(prefix.length), String(value)]));
}

export const widgetResourceRoutes: TagoRoute[] = [
  { method: "PUT", path: "/data/:id/:widget/resource", tokens: ["profile", "analysis"], handler: editResource },
];

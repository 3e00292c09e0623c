import { type ApiClient, createClient } from "@latchkey/client";
import { type DemoDevice, toTags } from "./demo-device.ts";
import type { FindDevice } from "./dashboards/dashboard-seed.ts";
import { inParallel } from "../platform/in-parallel.ts";

const recordsPerBatchMax = 5000;

interface DeviceLoad {
  administrator: ApiClient;
  baseUrl: string;
  profileId: string;
  devices: readonly DemoDevice[];
}

/**
 * Creates the devices and lets each send its own records with its own token. Some are created by an analysis: the policy for
 * `script = device_upload` must stand by then.
 */
export async function loadDevices(load: DeviceLoad): Promise<FindDevice> {
  const { administrator, baseUrl, profileId, devices } = load;
  const analysis = await administrator.analyses.createAnalysis({
    params: { profileId },
    body: {
      name: "Wildlife strike upload",
      description: "Reads the reports of wildlife strikes and creates a device for each state. Its token may do nothing else.",
      tags: toTags({ script: "device_upload" }),
    },
  });
  const uploader = createClient({ baseUrl, token: analysis.token });

  const ids = await inParallel(devices, async ({ key, name, tags, isUploaded = false, records }) => {
    const creator = isUploaded ? uploader : administrator;
    const created = await creator.devices.createDevice({ params: { profileId }, body: { name, tags } });
    await sendRecords(createClient({ baseUrl, token: created.token }), records);
    return [key, created.id] as const;
  });

  return finderOf(new Map(ids));
}

async function sendRecords(device: ApiClient, records: DemoDevice["records"]): Promise<void> {
  for (let start = 0; start < records.length; start += recordsPerBatchMax) {
    await device.devices.sendOwnData({ body: records.slice(start, start + recordsPerBatchMax) });
  }
}

function finderOf(ids: ReadonlyMap<string, string>): FindDevice {
  return (key) => {
    const id = ids.get(key);
    if (id === undefined) throw new Error(`The example profile has no device ${key}`);
    return id;
  };
}

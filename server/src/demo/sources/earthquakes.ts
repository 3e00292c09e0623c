import type { NewRecord } from "@latchkey/contract";
import { type DemoDevice, toTags } from "../demo-device.ts";
import { readJson } from "./read-data-file.ts";

interface Earthquake {
  properties: { net: string; code: string; type: string; mag: number; place: string; time: number };
  geometry: { coordinates: [longitude: number, latitude: number, depth: number] };
}

const networks = [
  { net: "ci", name: "Southern California", tags: { state: "CA", region: "west" } },
  { net: "nc", name: "Northern California", tags: { state: "CA", region: "west" } },
  { net: "nn", name: "Nevada", tags: { state: "NV", region: "west" } },
  { net: "ak", name: "Alaska", tags: { state: "AK", region: "west" } },
  { net: "uw", name: "Pacific Northwest", tags: { state: "WA", region: "west" } },
  { net: "hv", name: "Hawaii", tags: { state: "HI", region: "west" } },
  { net: "pr", name: "Puerto Rico", tags: { state: "PR" } },
];

/** United States Geological Survey: every earthquake that its networks located from 31 January to 7 February 2018. */
export function earthquakeDevices(): DemoDevice[] {
  const { features } = readJson("earthquakes.json") as { features: Earthquake[] };
  const earthquakes = features.filter(({ properties }) => properties.type === "earthquake");

  return networks.map(({ net, name, tags }) => ({
    key: `earthquakes-${net}`,
    name: `Seismic network ${name}`,
    tags: toTags({ kind: "seismometer", ...tags }),
    records: earthquakes.filter(({ properties }) => properties.net === net).flatMap(toEarthquakeRecords),
  }));
}

function toEarthquakeRecords({ properties, geometry }: Earthquake): NewRecord[] {
  const time = new Date(properties.time).toISOString();
  const [longitude, latitude, depth] = geometry.coordinates;
  const metadata = { event: `${properties.net}${properties.code}`, latitude, longitude };
  return [
    { variable: "magnitude", value: properties.mag, time, metadata },
    { variable: "depth", value: depth, unit: "km", time, metadata },
    { variable: "place", value: properties.place, time, metadata },
  ];
}

import type { NewRecord } from "@latchkey/contract";
import { type DemoDevice, toTags } from "../demo-device.ts";
import { dayToTime, readCsv } from "./read-data-file.ts";
import { regionOf } from "./regions.ts";

type StrikeColumn =
  | "Airport Name"
  | "Flight Date"
  | "Origin State"
  | "Phase of flight"
  | "Wildlife Size"
  | "Wildlife Species"
  | "Effect Amount of damage"
  | "Cost Total $";

const states = [
  { name: "Massachusetts", code: "MA" },
  { name: "New York", code: "NY" },
];

/** Federal Aviation Administration: aircraft that hit birds and other animals, 1990 to 2002. Uploaded by the analysis. */
export function wildlifeStrikeDevices(): DemoDevice[] {
  const rows = readCsv<StrikeColumn>("birdstrikes.csv");
  return states.map(({ name, code }) => ({
    key: `strikes-${code.toLowerCase()}`,
    name: `Wildlife strikes ${name}`,
    tags: toTags({ kind: "wildlife", state: code, region: regionOf(code) ?? "northeast" }),
    isUploaded: true,
    records: rows.filter((row) => row["Origin State"] === name).flatMap(toStrikeRecords),
  }));
}

function toStrikeRecords(row: Record<StrikeColumn, string>): NewRecord[] {
  const time = dayToTime(row["Flight Date"]);
  const metadata = { airport: row["Airport Name"] };
  return [
    { variable: "species", value: row["Wildlife Species"], time, metadata },
    { variable: "size", value: row["Wildlife Size"], time, metadata },
    { variable: "phase", value: row["Phase of flight"], time, metadata },
    { variable: "damage", value: row["Effect Amount of damage"], time, metadata },
    { variable: "cost", value: Number(row["Cost Total $"]), unit: "USD", time, metadata },
  ];
}

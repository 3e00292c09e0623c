import type { NewRecord } from "@latchkey/contract";
import { type DemoDevice, toTags } from "../demo-device.ts";
import { dayToTime, readCsv } from "./read-data-file.ts";

/** Long series of one value a month or a year. */
export function climateAndEconomyDevices(): DemoDevice[] {
  return [carbonDioxide(), globalTemperature(), iowaElectricity(), employment()];
}

/** Scripps CO2 Program, monthly since 1958. */
function carbonDioxide(): DemoDevice {
  const rows = readCsv<"Date" | "CO2" | "adjusted CO2">("co2-concentration.csv");
  return {
    key: "co2",
    name: "Mauna Loa observatory",
    tags: toTags({ kind: "climate", state: "HI", region: "west" }),
    records: rows.flatMap((row) => [
      { variable: "co2", value: Number(row.CO2), unit: "ppm", time: dayToTime(row.Date) },
      { variable: "co2_seasonally_adjusted", value: Number(row["adjusted CO2"]), unit: "ppm", time: dayToTime(row.Date) },
    ]),
  };
}

/** NASA Goddard Institute for Space Studies, yearly since 1880. */
function globalTemperature(): DemoDevice {
  return {
    key: "global-temperature",
    name: "Global temperature index",
    tags: toTags({ kind: "climate" }),
    records: readCsv<"year" | "temp">("global-temp.csv").map((row) => ({
      variable: "anomaly",
      value: Number(row.temp),
      unit: "°C",
      time: dayToTime(`${row.year}-01-01`),
    })),
  };
}

/** Energy Information Administration, yearly 2001 to 2017. The file's thousand megawatt-hours are gigawatt-hours. */
function iowaElectricity(): DemoDevice {
  const variables: Record<string, string> = { "Fossil Fuels": "fossil_fuels", "Nuclear Energy": "nuclear", Renewables: "renewables" };
  return {
    key: "iowa-electricity",
    name: "Electricity generation Iowa",
    tags: toTags({ kind: "energy", state: "IA", region: "midwest", organization: "Prairie Wind Cooperative" }),
    records: readCsv<"year" | "source" | "net_generation">("iowa-electricity.csv").map((row) => ({
      variable: variables[row.source] ?? row.source,
      value: Number(row.net_generation),
      unit: "GWh",
      time: dayToTime(row.year),
    })),
  };
}

const industries = [
  "nonfarm",
  "nonfarm_change",
  "retail_trade",
  "wholesale_trade",
  "transportation_and_warehousing",
  "manufacturing",
] as const;

/** Bureau of Labor Statistics, monthly 2006 to 2015, in thousands of jobs. */
function employment(): DemoDevice {
  const rows = readCsv<"month" | (typeof industries)[number]>("us-employment.csv");
  return {
    key: "employment",
    name: "Employment statistics",
    tags: toTags({ kind: "economy" }),
    records: rows.flatMap((row): NewRecord[] =>
      industries.map((industry) => ({ variable: industry, value: Number(row[industry]), unit: "thousand", time: dayToTime(row.month) })),
    ),
  };
}

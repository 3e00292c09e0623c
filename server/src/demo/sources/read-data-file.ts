import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import Papa from "papaparse";

const dataDir = join(dirname(createRequire(import.meta.url).resolve("vega-datasets")), "../data");

/** Rows of a CSV file that the vega-datasets package ships, every field as text. */
export function readCsv<Column extends string>(name: string): Record<Column, string>[] {
  const { data } = Papa.parse<Record<Column, string>>(readFileSync(join(dataDir, name), "utf8"), { header: true, skipEmptyLines: true });
  return data;
}

export function readJson(name: string): unknown {
  return JSON.parse(readFileSync(join(dataDir, name), "utf8"));
}

/** Midnight UTC of a day such as `2012-01-31`: the data name days and no hours. */
export function dayToTime(day: string): string {
  return `${day}T00:00:00.000Z`;
}

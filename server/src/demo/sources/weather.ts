import type { NewRecord } from "@latchkey/contract";
import { type DemoDevice, toTags } from "../demo-device.ts";
import { dayToTime, readCsv } from "./read-data-file.ts";

type WeatherColumn = "location" | "date" | "precipitation" | "temp_max" | "temp_min" | "wind" | "weather";
type NormalsColumn = "date" | "pressure" | "temperature" | "wind";

/** NOAA: daily observations of two stations 2012 to 2015, and the hourly normals of one of them. */
export function weatherDevices(): DemoDevice[] {
  const rows = readCsv<WeatherColumn>("weather.csv");
  const station = (location: string) => rows.filter((row) => row.location === location).flatMap(toObservations);

  return [
    {
      key: "weather-new-york",
      name: "Weather station New York",
      tags: toTags({ kind: "weather", state: "NY", region: "northeast" }),
      records: station("New York"),
    },
    {
      key: "weather-seattle",
      name: "Weather station Seattle",
      tags: toTags({ kind: "weather", state: "WA", region: "west" }),
      records: station("Seattle"),
    },
    {
      key: "normals-seattle",
      name: "Hourly normals Seattle",
      tags: toTags({ kind: "normals", state: "WA", region: "west" }),
      records: readCsv<NormalsColumn>("seattle-weather-hourly-normals.csv").flatMap(toNormals),
    },
  ];
}

function toObservations(row: Record<WeatherColumn, string>): NewRecord[] {
  const time = dayToTime(row.date);
  return [
    { variable: "temperature_max", value: Number(row.temp_max), unit: "°C", time },
    { variable: "temperature_min", value: Number(row.temp_min), unit: "°C", time },
    { variable: "precipitation", value: Number(row.precipitation), unit: "mm", time },
    { variable: "wind", value: Number(row.wind), unit: "m/s", time },
    { variable: "weather", value: row.weather, time },
  ];
}

/** The file gives the hours of the station's own clock; they are kept as they stand. */
function toNormals(row: Record<NormalsColumn, string>): NewRecord[] {
  const time = `${row.date}.000Z`;
  return [
    { variable: "temperature", value: Number(row.temperature), unit: "°C", time },
    { variable: "wind", value: Number(row.wind), unit: "m/s", time },
  ];
}

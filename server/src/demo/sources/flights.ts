import type { NewRecord } from "@latchkey/contract";
import { type DemoDevice, toTags } from "../demo-device.ts";
import { readCsv, readJson } from "./read-data-file.ts";
import { regionOf, type Region } from "./regions.ts";

interface Flight {
  date: string;
  delay: number;
  distance: number;
  origin: string;
  destination: string;
}

type AirportColumn = "iata" | "name" | "state";
type RouteColumn = "origin" | "destination" | "count";

const airports = [
  { iata: "BOS", name: "Boston Logan airport", state: "MA" },
  { iata: "LGA", name: "New York LaGuardia airport", state: "NY" },
  { iata: "BUF", name: "Buffalo Niagara airport", state: "NY" },
  { iata: "SEA", name: "Seattle-Tacoma airport", state: "WA" },
];

/** Bureau of Transportation Statistics: single flights of early 2001, and how many flew each route in 2008. */
export function flightDevices(): DemoDevice[] {
  return [...airportDevices(), ...regionDevices()];
}

function airportDevices(): DemoDevice[] {
  const flights = readJson("flights-20k.json") as Flight[];
  return airports.map(({ iata, name, state }) => ({
    key: `flights-${iata.toLowerCase()}`,
    name,
    tags: toTags({ kind: "airport", airport: iata, state, region: regionOf(state) ?? "west" }),
    records: flights.filter((flight) => flight.origin === iata).flatMap(toFlightRecords),
  }));
}

/** Times are those of the airport's own clock, kept as they stand. */
function toFlightRecords(flight: Flight): NewRecord[] {
  const time = `${flight.date.replaceAll("/", "-").replace(" ", "T")}:00.000Z`;
  return [
    { variable: "delay", value: flight.delay, unit: "min", time },
    { variable: "distance", value: flight.distance, unit: "mi", time },
    { variable: "destination", value: flight.destination, time },
  ];
}

const regions: Region[] = ["northeast", "midwest", "south", "west"];

function regionDevices(): DemoDevice[] {
  const stateOf = new Map(readCsv<AirportColumn>("airports.csv").map((airport) => [airport.iata, airport.state]));
  const routes = readCsv<RouteColumn>("flights-airport.csv");

  return regions.map((region) => ({
    key: `departures-${region}`,
    name: `Departures ${region} 2008`,
    tags: toTags({ kind: "traffic", region }),
    records: routes.filter((route) => regionOf(stateOf.get(route.origin) ?? "") === region).map(toRouteRecord),
  }));
}

function toRouteRecord(route: Record<RouteColumn, string>): NewRecord {
  const { origin, destination } = route;
  return { variable: "flights", value: Number(route.count), time: "2008-01-01T00:00:00.000Z", metadata: { origin, destination } };
}

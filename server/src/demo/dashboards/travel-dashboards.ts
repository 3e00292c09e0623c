import { toTags } from "../demo-device.ts";
import { at, every, sourcesOf, type DashboardSeed, type FindDevice } from "./dashboard-seed.ts";

export function travelDashboards(find: FindDevice): DashboardSeed[] {
  return [
    airportDashboard({ city: "Boston", state: "MA", deviceIds: { Logan: find("flights-bos") } }),
    airportDashboard({
      city: "New York",
      state: "NY",
      deviceIds: { LaGuardia: find("flights-lga"), "Buffalo Niagara": find("flights-buf") },
    }),
    airportDashboard({ city: "Seattle", state: "WA", deviceIds: { "Seattle-Tacoma": find("flights-sea") } }),
    strikesDashboard({ name: "Massachusetts", state: "MA", deviceId: find("strikes-ma") }),
    strikesDashboard({ name: "New York", state: "NY", deviceId: find("strikes-ny") }),
  ];
}

function airportDashboard({ city, state, deviceIds }: { city: string; state: string; deviceIds: Record<string, string> }): DashboardSeed {
  const airports = Object.entries(deviceIds).map(([name, deviceId]) => ({ name, figure: sourcesOf(deviceId) }));
  const [first] = airports;
  if (first === undefined) throw new Error(`${city} has no airport`);

  return {
    name: `Flights from ${city}`,
    description: "A sample of scheduled flights of January to March 2001, from the Bureau of Transportation Statistics. Times are local.",
    tags: toTags({ topic: "flights", state }),
    widgets: [
      {
        title: "Average delay",
        place: at(0, 0, 4, 3),
        content: { type: "gauge", source: first.figure("delay", first.name, every("all")), min: 0, max: 30 },
      },
      {
        title: "Longest delay",
        place: at(4, 0, 4, 3),
        content: { type: "value", source: first.figure("delay", first.name, every("all", "max")), decimals: 0 },
      },
      {
        title: "Average distance flown",
        place: at(8, 0, 4, 3),
        content: { type: "value", source: first.figure("distance", first.name, every("all")), decimals: 0 },
      },
      {
        title: "Average delay by day",
        place: at(0, 3, 8, 4),
        content: { type: "line", sources: airports.map(({ name, figure }) => figure("delay", name, every("day"))) },
      },
      {
        title: "Flights in the sample by week",
        place: at(8, 3, 4, 4),
        content: { type: "bar", sources: airports.map(({ name, figure }) => figure("delay", name, every("week", "count"))) },
      },
      {
        title: `Departures from ${first.name}`,
        place: at(0, 7, 12, 5),
        content: {
          type: "table",
          sources: [first.figure("destination", "To"), first.figure("delay", "Delay"), first.figure("distance", "Distance")],
          pointsMax: 100,
        },
      },
    ],
  };
}

function strikesDashboard({ name, state, deviceId }: { name: string; state: string; deviceId: string }): DashboardSeed {
  const figure = sourcesOf(deviceId);
  return {
    name: `Wildlife strikes in ${name}`,
    description: "Aircraft that hit birds and other animals, as reported to the Federal Aviation Administration, 1990 to 2002.",
    tags: toTags({ topic: "wildlife", state }),
    widgets: [
      {
        title: "Reports",
        place: at(0, 0, 6, 2),
        content: { type: "value", source: figure("cost", "1990 to 2002", every("all", "count")), decimals: 0 },
      },
      {
        title: "Reported cost",
        place: at(6, 0, 6, 2),
        content: { type: "value", source: figure("cost", "1990 to 2002", every("all", "sum")), decimals: 0 },
      },
      {
        title: "Reports by year",
        place: at(0, 2, 12, 4),
        content: { type: "bar", sources: [figure("cost", "Reports", every("year", "count"))] },
      },
      {
        title: "Latest reports",
        place: at(0, 6, 8, 6),
        content: {
          type: "table",
          sources: [
            figure("species", "Species"),
            figure("size", "Size"),
            figure("phase", "Phase of flight"),
            figure("damage", "Damage"),
            figure("cost", "Cost"),
          ],
          pointsMax: 100,
        },
      },
      {
        title: "Report a strike",
        place: at(8, 6, 4, 6),
        content: {
          type: "form",
          deviceId,
          submitLabel: "Report",
          fields: [
            { variable: "species", label: "Species", input: "text", isRequired: true },
            { variable: "size", label: "Size", input: "text", isRequired: false },
            { variable: "phase", label: "Phase of flight", input: "text", isRequired: false },
            { variable: "damage", label: "Damage", input: "text", isRequired: false },
            { variable: "cost", label: "Cost", input: "number", unit: "USD", isRequired: true },
          ],
        },
      },
    ],
  };
}

import { toTags } from "../demo-device.ts";
import { at, every, sourcesOf, type DashboardSeed, type FindDevice } from "./dashboard-seed.ts";

export const regionalSalesView = "Regional Sales View";

export function businessDashboards(find: FindDevice): DashboardSeed[] {
  return [regionalSales(find), iowaElectricity(find), employment(find)];
}

/** Named after the first example of Access Management; what it shows are published figures of trade and traffic, not sales. */
function regionalSales(find: FindDevice): DashboardSeed {
  const jobs = sourcesOf(find("employment"));
  const regions = ["northeast", "midwest", "south", "west"].map((region) => ({
    name: `${region.slice(0, 1).toUpperCase()}${region.slice(1)}`,
    figure: sourcesOf(find(`departures-${region}`)),
  }));
  return {
    name: regionalSalesView,
    description:
      "Latchkey brings no sales figures, and invents none: this shows flights flown from each region and jobs in trade, as published.",
    tags: toTags({ topic: "business", confidentiality: "internal" }),
    widgets: [
      {
        title: "Flights flown from each region in 2008",
        place: at(0, 0, 5, 4),
        content: { type: "pie", sources: regions.map(({ name, figure }) => figure("flights", name, every("all", "sum"))) },
      },
      {
        title: "Jobs in trade and transport",
        place: at(5, 0, 7, 4),
        content: {
          type: "line",
          sources: [
            jobs("retail_trade", "Retail trade"),
            jobs("wholesale_trade", "Wholesale trade"),
            jobs("transportation_and_warehousing", "Transport and storage"),
          ],
        },
      },
      ...regions.map(({ name, figure }, index) => ({
        title: `Busiest route: ${name.toLowerCase()}`,
        place: at(index * 3, 4, 3, 2),
        content: { type: "value" as const, source: figure("flights", "2008", every("all", "max")), decimals: 0 },
      })),
      {
        title: "About these figures",
        place: at(0, 6, 12, 2),
        content: {
          type: "note",
          text: "Flights by route in 2008: Bureau of Transportation Statistics, added up by the census region of the airport of origin. Jobs: Bureau of Labor Statistics, seasonally adjusted. BLS.gov cannot vouch for the data or analyses derived from these data after the data have been retrieved from BLS.gov.",
        },
      },
    ],
  };
}

function iowaElectricity(find: FindDevice): DashboardSeed {
  const figure = sourcesOf(find("iowa-electricity"));
  const sources = [figure("fossil_fuels", "Fossil fuels"), figure("renewables", "Renewables"), figure("nuclear", "Nuclear")];
  return {
    name: "Electricity in Iowa",
    description: "Net generation by source and year, 2001 to 2017, from the Energy Information Administration.",
    tags: toTags({ topic: "energy", state: "IA", organization: "Prairie Wind Cooperative" }),
    widgets: [
      { title: "Generation by source", place: at(0, 0, 7, 4), content: { type: "area", sources } },
      { title: "Newest year", place: at(7, 0, 5, 4), content: { type: "pie", sources } },
      { title: "Renewables", place: at(0, 4, 6, 4), content: { type: "bar", sources: [figure("renewables", "Renewables")] } },
      { title: "Every figure", place: at(6, 4, 6, 4), content: { type: "table", sources } },
    ],
  };
}

function employment(find: FindDevice): DashboardSeed {
  const figure = sourcesOf(find("employment"));
  return {
    name: "Jobs in the United States",
    description: "Seasonally adjusted, in thousands, 2006 to 2015, from the Bureau of Labor Statistics.",
    tags: toTags({ topic: "business", confidentiality: "internal", organization: "Harbor Light Partners" }),
    widgets: [
      { title: "All jobs but farming", place: at(0, 0, 12, 4), content: { type: "line", sources: [figure("nonfarm", "Jobs")] } },
      { title: "Newest month", place: at(0, 4, 6, 2), content: { type: "value", source: figure("nonfarm", "Jobs"), decimals: 0 } },
      {
        title: "Change in the newest month",
        place: at(6, 4, 6, 2),
        content: { type: "value", source: figure("nonfarm_change", "Jobs"), decimals: 0 },
      },
      {
        title: "Gained and lost by month",
        place: at(0, 6, 12, 4),
        content: { type: "bar", sources: [figure("nonfarm_change", "Change")], pointsMax: 120 },
      },
      {
        title: "Manufacturing and retail",
        place: at(0, 10, 12, 4),
        content: { type: "line", sources: [figure("manufacturing", "Manufacturing"), figure("retail_trade", "Retail trade")] },
      },
    ],
  };
}

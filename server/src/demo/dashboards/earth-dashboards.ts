import { toTags } from "../demo-device.ts";
import { at, every, sourcesOf, type DashboardSeed, type FindDevice } from "./dashboard-seed.ts";

const survey = "Located by the networks of the United States Geological Survey from 31 January to 7 February 2018.";

export function earthDashboards(find: FindDevice): DashboardSeed[] {
  return [californiaEarthquakes(find), earthquakesByNetwork(find), carbonDioxide(find), globalTemperature(find)];
}

function californiaEarthquakes(find: FindDevice): DashboardSeed {
  const north = sourcesOf(find("earthquakes-nc"));
  const south = sourcesOf(find("earthquakes-ci"));
  const strongest = every("hour", "max");
  return {
    name: "Earthquakes in California",
    description: survey,
    tags: toTags({ topic: "earthquakes", state: "CA" }),
    widgets: [
      {
        title: "Strongest in the north",
        place: at(0, 0, 3, 3),
        content: { type: "gauge", source: north("magnitude", "North", every("all", "max")), min: 0, max: 9 },
      },
      {
        title: "Strongest in the south",
        place: at(3, 0, 3, 3),
        content: { type: "gauge", source: south("magnitude", "South", every("all", "max")), min: 0, max: 9 },
      },
      {
        title: "Earthquakes by day",
        place: at(6, 0, 6, 3),
        content: {
          type: "bar",
          sources: [north("magnitude", "North", every("day", "count")), south("magnitude", "South", every("day", "count"))],
        },
      },
      {
        title: "Strongest of each hour",
        place: at(0, 3, 12, 4),
        content: { type: "line", sources: [north("magnitude", "North", strongest), south("magnitude", "South", strongest)] },
      },
      {
        title: "Northern California",
        place: at(0, 7, 6, 5),
        content: {
          type: "table",
          sources: [north("magnitude", "Magnitude"), north("depth", "Depth"), north("place", "Place")],
          pointsMax: 100,
        },
      },
      {
        title: "Southern California",
        place: at(6, 7, 6, 5),
        content: {
          type: "table",
          sources: [south("magnitude", "Magnitude"), south("depth", "Depth"), south("place", "Place")],
          pointsMax: 100,
        },
      },
    ],
  };
}

const networks = {
  "Southern California": "ci",
  "Northern California": "nc",
  Alaska: "ak",
  Nevada: "nn",
  "Puerto Rico": "pr",
  Hawaii: "hv",
  "Pacific Northwest": "uw",
};

function earthquakesByNetwork(find: FindDevice): DashboardSeed {
  const each = Object.entries(networks).map(([name, net]) => ({ name, figure: sourcesOf(find(`earthquakes-${net}`)) }));
  const alaska = sourcesOf(find("earthquakes-ak"));
  return {
    name: "One week of earthquakes",
    description: survey,
    tags: toTags({ topic: "earthquakes", state: ["AK", "WA"], organization: "Summit Observatory" }),
    widgets: [
      {
        title: "Located by each network",
        place: at(0, 0, 5, 4),
        content: { type: "pie", sources: each.map(({ name, figure }) => figure("magnitude", name, every("all", "count"))) },
      },
      {
        title: "By day",
        place: at(5, 0, 7, 4),
        content: { type: "bar", sources: each.slice(0, 4).map(({ name, figure }) => figure("magnitude", name, every("day", "count"))) },
      },
      {
        title: "Alaska, earthquake by earthquake",
        place: at(0, 4, 12, 5),
        content: {
          type: "table",
          sources: [alaska("magnitude", "Magnitude"), alaska("depth", "Depth"), alaska("place", "Place")],
          pointsMax: 300,
        },
      },
    ],
  };
}

function carbonDioxide(find: FindDevice): DashboardSeed {
  const figure = sourcesOf(find("co2"));
  return {
    name: "Carbon dioxide at Mauna Loa",
    description: "Monthly since 1958, from the Scripps CO2 Program (CC BY 4.0).",
    tags: toTags({ topic: "climate", state: "HI", audience: "public", organization: "Summit Observatory" }),
    isShared: true,
    widgets: [
      {
        title: "Carbon dioxide in the air",
        place: at(0, 0, 8, 5),
        content: {
          type: "line",
          sources: [figure("co2", "Measured"), figure("co2_seasonally_adjusted", "Without seasons")],
          pointsMax: 1000,
        },
      },
      { title: "Newest month", place: at(8, 0, 4, 2), content: { type: "value", source: figure("co2", "Measured"), decimals: 1 } },
      {
        title: "Against the scale",
        place: at(8, 2, 4, 3),
        content: { type: "gauge", source: figure("co2", "Measured"), min: 280, max: 450 },
      },
      {
        title: "The seasons of the last five years",
        place: at(0, 5, 8, 4),
        content: { type: "line", sources: [figure("co2", "Measured")], pointsMax: 60 },
      },
      {
        title: "About these figures",
        place: at(8, 5, 4, 4),
        content: {
          type: "note",
          text: "Measured on Mauna Loa in Hawaii, far from any town and high above the sea. Each year the forests of the northern hemisphere breathe in and out, which draws the waves.\n\nSource: Scripps CO2 Program, scrippsco2.ucsd.edu.\n\nAnybody with the link sees this page as the anonymous user, because a policy allows that.",
        },
      },
    ],
  };
}

function globalTemperature(find: FindDevice): DashboardSeed {
  const figure = sourcesOf(find("global-temperature"));
  return {
    name: "Global temperature",
    description: "Difference from the average of 1951 to 1980, by year since 1880, from NASA's Goddard Institute for Space Studies.",
    tags: toTags({ topic: "climate", audience: "public" }),
    widgets: [
      {
        title: "Difference by year",
        place: at(0, 0, 9, 5),
        content: { type: "bar", sources: [figure("anomaly", "Difference")], pointsMax: 200 },
      },
      {
        title: "Warmest year",
        place: at(9, 0, 3, 2),
        content: { type: "value", source: figure("anomaly", "1880 to 2023", every("all", "max")), decimals: 2 },
      },
      {
        title: "Newest year",
        place: at(9, 2, 3, 3),
        content: { type: "gauge", source: figure("anomaly", "Difference"), min: -1, max: 2, decimals: 2 },
      },
    ],
  };
}

import { toTags } from "../demo-device.ts";
import { at, every, sourcesOf, type DashboardSeed, type FindDevice, type WidgetSeed } from "./dashboard-seed.ts";

const source = "Daily observations of the National Oceanic and Atmospheric Administration (NOAA), 2012 to 2015.";

export function weatherDashboards(find: FindDevice): DashboardSeed[] {
  return [
    stationDashboard({ city: "New York", state: "NY", deviceId: find("weather-new-york") }),
    stationDashboard({ city: "Seattle", state: "WA", deviceId: find("weather-seattle") }),
    twoCities(find),
    seattleByTheHour(find),
  ];
}

function stationDashboard({ city, state, deviceId }: { city: string; state: string; deviceId: string }): DashboardSeed {
  return {
    name: `Weather in ${city}`,
    description: source,
    tags: toTags({ topic: "weather", state }),
    tabs: ["Months", "Days"],
    widgets: [...monthWidgets(deviceId), ...dayWidgets(deviceId)],
  };
}

function monthWidgets(deviceId: string): WidgetSeed[] {
  const figure = sourcesOf(deviceId);
  const tab = "Months";
  return [
    {
      tab,
      title: "Warmest day",
      place: at(0, 0, 3, 2),
      content: { type: "value", source: figure("temperature_max", "2012 to 2015", every("all", "max")), decimals: 1 },
    },
    {
      tab,
      title: "Coldest night",
      place: at(3, 0, 3, 2),
      content: { type: "value", source: figure("temperature_min", "2012 to 2015", every("all", "min")), decimals: 1 },
    },
    {
      tab,
      title: "Rain and snow in four years",
      place: at(6, 0, 3, 2),
      content: { type: "value", source: figure("precipitation", "2012 to 2015", every("all", "sum")), decimals: 0 },
    },
    {
      tab,
      title: "Strongest daily wind",
      place: at(9, 0, 3, 2),
      content: { type: "value", source: figure("wind", "2012 to 2015", every("all", "max")), decimals: 1 },
    },
    {
      tab,
      title: "Average day and night temperature by month",
      place: at(0, 2, 12, 4),
      content: {
        type: "line",
        sources: [figure("temperature_max", "Day", every("month")), figure("temperature_min", "Night", every("month"))],
      },
    },
    {
      tab,
      title: "Precipitation by month",
      place: at(0, 6, 8, 4),
      content: { type: "bar", sources: [figure("precipitation", "Precipitation", every("month", "sum"))] },
    },
    {
      tab,
      title: "Average wind in the last month",
      place: at(8, 6, 4, 4),
      content: { type: "gauge", source: figure("wind", "Wind", every("month")), min: 0, max: 10 },
    },
  ];
}

function dayWidgets(deviceId: string): WidgetSeed[] {
  const figure = sourcesOf(deviceId);
  const tab = "Days";
  const columns = [
    figure("weather", "Weather"),
    figure("temperature_max", "Highest"),
    figure("temperature_min", "Lowest"),
    figure("precipitation", "Precipitation"),
    figure("wind", "Wind"),
  ];
  return [
    {
      tab,
      title: "The last ninety days",
      place: at(0, 0, 12, 4),
      content: { type: "area", sources: [figure("temperature_max", "Highest"), figure("temperature_min", "Lowest")], pointsMax: 90 },
    },
    { tab, title: "Every day of the last year", place: at(0, 4, 12, 6), content: { type: "table", sources: columns, pointsMax: 365 } },
  ];
}

function twoCities(find: FindDevice): DashboardSeed {
  const newYork = sourcesOf(find("weather-new-york"));
  const seattle = sourcesOf(find("weather-seattle"));
  return {
    name: "Two coasts compared",
    description: `New York and Seattle side by side. ${source}`,
    tags: toTags({ topic: "weather", audience: "public" }),
    widgets: [
      {
        title: "Average daytime temperature by month",
        place: at(0, 0, 7, 4),
        content: {
          type: "line",
          sources: [newYork("temperature_max", "New York", every("month")), seattle("temperature_max", "Seattle", every("month"))],
        },
      },
      {
        title: "Rain and snow of four years",
        place: at(7, 0, 5, 4),
        content: {
          type: "pie",
          sources: [newYork("precipitation", "New York", every("all", "sum")), seattle("precipitation", "Seattle", every("all", "sum"))],
        },
      },
      {
        title: "Precipitation by year",
        place: at(0, 4, 6, 4),
        content: {
          type: "bar",
          sources: [newYork("precipitation", "New York", every("year", "sum")), seattle("precipitation", "Seattle", every("year", "sum"))],
        },
      },
      {
        title: "Wind by month",
        place: at(6, 4, 6, 4),
        content: { type: "line", sources: [newYork("wind", "New York", every("month")), seattle("wind", "Seattle", every("month"))] },
      },
    ],
  };
}

function seattleByTheHour(find: FindDevice): DashboardSeed {
  const figure = sourcesOf(find("normals-seattle"));
  return {
    name: "Seattle, hour by hour",
    description: "NOAA's hourly climate normals: what each hour of the year was like on average from 1981 to 2010.",
    tags: toTags({ topic: "weather", state: "WA" }),
    widgets: [
      {
        title: "Warmest, average and coldest hour of each day",
        place: at(0, 0, 12, 4),
        content: {
          type: "line",
          sources: [
            figure("temperature", "Warmest", every("day", "max")),
            figure("temperature", "Average", every("day")),
            figure("temperature", "Coldest", every("day", "min")),
          ],
        },
      },
      {
        title: "The last week of the year",
        place: at(0, 4, 6, 4),
        content: { type: "area", sources: [figure("temperature", "Temperature")], pointsMax: 168 },
      },
      {
        title: "Wind by week",
        place: at(6, 4, 6, 4),
        content: { type: "bar", sources: [figure("wind", "Wind", every("week"))], pointsMax: 52 },
      },
    ],
  };
}

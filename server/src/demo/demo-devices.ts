import type { DemoDevice } from "./demo-device.ts";
import { climateAndEconomyDevices } from "./sources/climate-and-economy.ts";
import { earthquakeDevices } from "./sources/earthquakes.ts";
import { flightDevices } from "./sources/flights.ts";
import { weatherDevices } from "./sources/weather.ts";
import { wildlifeStrikeDevices } from "./sources/wildlife-strikes.ts";

/** Every device of the example profile with its published figures; docs/demo-data.md names sources and licences. */
export function demoDevices(): DemoDevice[] {
  return [...weatherDevices(), ...flightDevices(), ...wildlifeStrikeDevices(), ...earthquakeDevices(), ...climateAndEconomyDevices()];
}

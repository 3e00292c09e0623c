export type Region = "northeast" | "midwest" | "south" | "west";

/** The four regions of the United States Census Bureau; territories belong to none. */
const states: Record<Region, string> = {
  northeast: "CT ME MA NH RI VT NJ NY PA",
  midwest: "IL IN MI OH WI IA KS MN MO NE ND SD",
  south: "DE FL GA MD NC SC VA DC WV AL KY MS TN AR LA OK TX",
  west: "AZ CO ID MT NV NM UT WY AK CA HI OR WA",
};

const regionOfState = new Map(
  Object.entries(states).flatMap(([region, list]) => list.split(" ").map((state) => [state, region as Region] as const)),
);

export function regionOf(state: string): Region | undefined {
  return regionOfState.get(state);
}

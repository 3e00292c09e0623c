import type { Outbound } from "../src/platform/outbound.ts";

/** A test that means to call somebody brings its own. */
export const noOutbound: Outbound = {
  postJson: async (url) => {
    throw new Error(`a test called ${url}`);
  },
};

import { defineConfig } from "vitest/config";

const conditions = ["latchkey-source", "module", "node", "development|production"];

// Journeys drive the built product in a real browser: one after the other, each with a server of its own.
export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: conditions } },
  test: {
    include: ["e2e/journeys/**/*.journey.ts"],
    fileParallelism: false,
    testTimeout: 90_000,
    hookTimeout: 90_000,
    reporters: ["default", "./scripts/closing-line-reporter.mjs"],
  },
});

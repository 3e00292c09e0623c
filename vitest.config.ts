import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

// Tests run on the sources of every package: nothing has to be built first.
const conditions = ["latchkey-source", "module", "node", "development|production"];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: conditions } },
  test: {
    include: ["{contract,engine,embed,client,words,server,ui,widgets,account,console,portal}/**/*.test.{ts,tsx}", "scripts/**/*.test.mjs"],
    globalSetup: ["./server/test/global-setup.ts"],
    setupFiles: ["./server/test/property-seed.ts"],
    // A worker waits for PostgreSQL much of the time: one less than there are cores would leave two cores idle by turns.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    exclude: ["**/node_modules/**", "**/dist/**"],
    // Most tests ask a real database, and a busy machine must not fail what holds.
    testTimeout: 30_000,
    hookTimeout: 60_000,
    reporters: ["default", "./scripts/closing-line-reporter.mjs"],
  },
});

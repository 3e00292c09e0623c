import { expect, it } from "vitest";
import { nodeVersionProblem } from "./node-version.mjs";

it.each(["20.19.0", "20.20.2", "22.0.0", "24.21.0"])("Node %s is new enough", (version) => {
  expect(nodeVersionProblem(version)).toBeUndefined();
});

it.each(["18.20.0", "20.18.3"])("Node %s is told what to install", (version) => {
  expect(nodeVersionProblem(version)).toBe(
    `Latchkey needs Node 20.19 or newer, this is Node ${version}: install a newer one from https://nodejs.org`,
  );
});

#!/usr/bin/env node
// The command line. In a clone it first installs and builds what changed; in an installed package everything is there.
import { existsSync } from "node:fs";

const ready = new URL("../../scripts/ready.mjs", import.meta.url);

try {
  if (existsSync(ready)) await (await import(ready.href)).makeReady({ shouldBuild: true });
  const { runCli } = await import("../dist/cli/main.js");
  await runCli(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

// `npm run bench [name ...] [-- --json]`: runs the named benchmarks, or all of them.
import { join } from "node:path";
import { makeReady } from "./ready.mjs";
import { CommandError, projectDir, runCommand, runScript } from "./run-command.mjs";

const all = {
  engine: "engine/bench/run.mjs",
  server: "server/bench/run.mjs",
  lists: "server/bench/lists/run.mjs",
  impact: "server/bench/impact/run.mjs",
  "sign-in": "server/bench/sign-in/run.mjs",
  tagoio: "server/bench/tagoio/run.mjs",
};

await runScript(async () => {
  const args = process.argv.slice(2);
  const asked = args.filter((arg) => !arg.startsWith("-"));
  const unknown = asked.find((name) => !Object.hasOwn(all, name));
  if (unknown !== undefined) throw new CommandError(`There is no benchmark "${unknown}": choose from ${Object.keys(all).join(", ")}`);

  await makeReady({ shouldBuild: true });
  for (const name of asked.length > 0 ? asked : Object.keys(all)) {
    const { code } = await runCommand(process.execPath, [join(projectDir, all[name]), ...args.filter((arg) => arg.startsWith("-"))]);
    if (code !== 0) throw new CommandError(`The benchmark of ${name} failed.`);
  }
});

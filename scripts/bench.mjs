// `npm run bench [name ...] [-- --json]`: runs the benchmarks of a package, or of all that have some.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { makeReady } from "./ready.mjs";
import { CommandError, projectDir, runCommand, runScript } from "./run-command.mjs";

const all = ["engine", "server"];

await runScript(async () => {
  const args = process.argv.slice(2);
  const asked = args.filter((arg) => !arg.startsWith("-"));
  const unknown = asked.find((name) => !all.includes(name));
  if (unknown !== undefined) throw new CommandError(`There is no benchmark "${unknown}": choose from ${all.join(", ")}`);

  await makeReady({ shouldBuild: true });
  const names = (asked.length > 0 ? asked : all).filter((name) => existsSync(join(projectDir, name, "bench/run.mjs")));
  for (const name of names) {
    const { code } = await runCommand(process.execPath, [
      join(projectDir, name, "bench/run.mjs"),
      ...args.filter((arg) => arg.startsWith("-")),
    ]);
    if (code !== 0) throw new CommandError(`The benchmark of ${name} failed.`);
  }
});

import type { Command } from "commander";
import { describeSettings, type DescribedSetting } from "../settings.ts";
import type { CliContext } from "./cli-context.ts";

/** `latchkey config`: every setting with the value in effect and where it comes from; secrets are masked. */
export function addConfigCommand(program: Command, context: CliContext): void {
  program
    .command("config")
    .description("print the settings in effect and their sources")
    .action(() => {
      const described = describeSettings(context.readSettings());
      context.print(Object.fromEntries(described.map((setting) => [setting.name, { value: setting.value, source: setting.source }])), [
        ...toLines(described),
      ]);
    });
}

function toLines(described: readonly DescribedSetting[]): string[] {
  const nameWidth = Math.max(...described.map(({ name }) => name.length));
  const valueWidth = Math.max(...described.map(({ value = "" }) => value.length));
  return described.map(
    ({ name, value = "", source = "" }) => `${name.padEnd(nameWidth)}  ${(value === "" ? "-" : value).padEnd(valueWidth)}  ${source}`,
  );
}

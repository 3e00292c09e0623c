import { parseArgs } from "node:util";
import { closestTo } from "./platform/closest-name.ts";
import { SettingsError, type SettingFlags } from "./settings.ts";
import { configFileSource, settingDefinitions, settingNames } from "./settings-list.ts";

export interface ParsedFlags {
  flags: SettingFlags;
  /** The switches that were given, without their dashes. */
  switches: ReadonlySet<string>;
}

/**
 * Reads the server's command line: `--port 8080` or `--port=8080` for every setting, and switches such as `--demo`.
 * Throws `SettingsError` for anything else.
 */
export function parseSettingFlags(args: readonly string[], knownSwitches: readonly string[] = []): ParsedFlags {
  const nameOf = new Map<string, keyof SettingFlags>(settingNames.map((name) => [settingDefinitions[name].flag.slice(2), name]));
  nameOf.set(configFileSource.flag.slice(2), "config");
  const known = [...nameOf.keys(), ...knownSwitches];

  const options = Object.fromEntries(known.map((flag) => [flag, { type: nameOf.has(flag) ? ("string" as const) : ("boolean" as const) }]));
  const { tokens } = parseArgs({ args: [...args], options, strict: false, tokens: true, allowPositionals: true });
  const problems: string[] = [];
  const flags: SettingFlags = {};
  const switches = new Set<string>();
  for (const token of tokens) {
    if (token.kind === "positional") problems.push(`"${token.value}" is not understood here: settings are given as --name value`);
    if (token.kind !== "option") continue;

    const name = nameOf.get(token.name);
    if (name !== undefined && token.value === undefined) problems.push(`${token.rawName} needs a value`);
    else if (name !== undefined) flags[name] = token.value;
    else if (knownSwitches.includes(token.name)) switches.add(token.name);
    else problems.push(`${token.rawName} is not known: ${suggestion(token.name, known)}`);
  }

  if (problems.length > 0) throw new SettingsError(problems);
  return { flags, switches };
}

function suggestion(name: string, known: readonly string[]): string {
  const closest = closestTo(name, known);
  return closest === undefined ? "see docs/settings.md for the list" : `did you mean --${closest}?`;
}

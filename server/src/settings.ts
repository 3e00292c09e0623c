import { resolve } from "node:path";
import { settingDefinitions, type SettingName, settingNames, type Settings } from "./settings-list.ts";
import { type Environment, type FoundValue, locateFile, readEnvironment, readFile, readFlags } from "./settings-sources.ts";

export type { Settings, SettingName } from "./settings-list.ts";

/** One or more settings are wrong. The message has one line per problem, each saying what to do. */
export class SettingsError extends Error {
  override readonly name = "SettingsError";
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join("\n"));
    this.problems = problems;
  }
}

export type SettingSources = Record<SettingName, string>;

/** Flags by setting name, plus `config` with the path of the settings file. */
export type SettingFlags = Partial<Record<SettingName | "config", string | undefined>>;

export interface SettingsInput {
  env?: Environment;
  flags?: SettingFlags;
  cwd?: string;
}

/**
 * Reads every setting once: default, then file, environment and flag, each stronger than the one before. Nothing else in the
 * server reads the environment. Throws `SettingsError` with all problems at once.
 */
export function readSettings(input: SettingsInput = {}): { settings: Settings; sources: SettingSources } {
  const { env = process.env, flags = {}, cwd = process.cwd() } = input;
  const fromFlags = readFlags(flags);
  const fromEnvironment = readEnvironment(env);
  const dataDir = (fromFlags.values.dataDir ?? fromEnvironment.values.dataDir)?.text ?? settingDefinitions.dataDir.default;
  const file = locateFile(env, { flag: flags.config, dataDir, cwd });
  const fromFile = readFile(file.path, file.isRequired);

  const problems = [...fromFlags.problems, ...fromEnvironment.problems, ...fromFile.problems];
  const sources = {} as SettingSources;
  const values: Partial<Record<SettingName, unknown>> = {};
  for (const name of settingNames) {
    const found = fromFlags.values[name] ?? fromEnvironment.values[name] ?? fromFile.values[name] ?? defaultOf(name);
    sources[name] = found.source;
    try {
      values[name] = settingDefinitions[name].parse(found.text);
    } catch (error) {
      problems.push(`${labelOf(name, found)} must be ${(error as Error).message}${shownValue(name, found)}`);
    }
  }

  if (problems.length > 0) throw new SettingsError(problems);
  return { settings: complete(values as Settings, cwd), sources };
}

function defaultOf(name: SettingName): FoundValue {
  return { text: settingDefinitions[name].default, source: "default" };
}

/** Names the setting the way the person wrote it: variable, flag, or key and file. */
function labelOf(name: SettingName, found: FoundValue): string {
  const [kind, ...rest] = found.source.split(" ");
  return kind === "file" ? `"${name}" in ${rest.join(" ")}` : rest.join(" ");
}

function shownValue(name: SettingName, found: FoundValue): string {
  return isSecret(name) ? "" : `, not "${found.text}"`;
}

function isSecret(name: SettingName): boolean {
  return settingDefinitions[name].isSecret === true;
}

function complete(values: Settings, cwd: string): Settings {
  // What was left out is missing, not there with the value undefined.
  const given = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as unknown as Settings;
  const publicUrl = given.publicUrl === "" ? `http://localhost:${given.port}` : given.publicUrl;
  return { ...given, publicUrl, dataDir: resolve(cwd, given.dataDir) };
}

export interface DescribedSetting {
  name: SettingName;
  env: string;
  envAlso: readonly string[];
  flag: string;
  type: string;
  default: string;
  sentence: string;
  isSecret: boolean;
  /** The effective value as text; a secret shows only that it is set. Nothing in documentation. */
  value?: string;
  source?: string;
}

/** Every setting with its documentation and, when settings were read, the effective value and its source. */
export function describeSettings(read?: { settings: Settings; sources: SettingSources }): DescribedSetting[] {
  return settingNames.map((name) => {
    const { env, envAlso = [], flag, type, sentence, default: fallback } = settingDefinitions[name];
    const described = { name, env, envAlso, flag, type, default: fallback, sentence, isSecret: isSecret(name) };
    if (read === undefined) return described;
    return { ...described, value: shownEffective(name, read.settings[name]), source: read.sources[name] };
  });
}

function shownEffective(name: SettingName, value: Settings[SettingName]): string {
  if (value === undefined) return "";
  if (isSecret(name)) return "(set, not shown)";
  return Array.isArray(value) ? value.join(", ") : String(value);
}

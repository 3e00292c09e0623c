import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parse as parseYaml } from "yaml";
import { closestTo } from "./platform/closest-name.ts";
import { configFileSource, settingDefinitions, type SettingName, settingNames } from "./settings-list.ts";

export type Environment = Readonly<Record<string, string | undefined>>;

/** Text of one setting and where it came from, in words for people. */
export interface FoundValue {
  text: string;
  source: string;
}

export type FoundValues = Partial<Record<SettingName, FoundValue>>;

export interface SourceResult {
  values: FoundValues;
  problems: string[];
}

/** The environment: `LATCHKEY_X`, or `LATCHKEY_X_FILE` with the path of a file that holds the value. */
export function readEnvironment(env: Environment): SourceResult {
  const values: FoundValues = {};
  const problems = unknownVariables(env);

  for (const name of settingNames) {
    const variable = environmentNames(name).find((candidate) => isSet(env, candidate) || isSet(env, `${candidate}_FILE`));
    if (variable === undefined) continue;
    if (isSet(env, variable) && isSet(env, `${variable}_FILE`)) {
      problems.push(`${variable} and ${variable}_FILE are both set: remove one of them`);
      continue;
    }

    const found = isSet(env, variable) ? variable : `${variable}_FILE`;
    const text = valueOf(found, env[found] ?? "");
    if (text === undefined)
      problems.push(`${found} names the file ${env[found]}, which cannot be read: check the path and its permissions`);
    else values[name] = { text, source: `environment ${found}` };
  }
  return { values, problems };
}

function isSet(env: Environment, variable: string): boolean {
  return env[variable] !== undefined && env[variable] !== "";
}

function valueOf(variable: string, text: string): string | undefined {
  if (!variable.endsWith("_FILE")) return text;
  try {
    return readFileSync(text, "utf8").trim();
  } catch {
    return undefined;
  }
}

/** Every variable that sets this setting directly, the product's own name first. */
function environmentNames(name: SettingName): string[] {
  const { env, envAlso = [] } = settingDefinitions[name];
  return [env, ...envAlso];
}

/** A misspelt variable would be ignored in silence, so every `LATCHKEY_` name must be one we know. */
function unknownVariables(env: Environment): string[] {
  const direct = settingNames.flatMap(environmentNames);
  const own = [...direct, configFileSource.env];
  const known = new Set([...own, ...direct.map((variable) => `${variable}_FILE`)]);
  return Object.keys(env)
    .filter((variable) => variable.startsWith("LATCHKEY_") && !known.has(variable))
    .map((variable) => `${variable} is not a setting of Latchkey: ${suggestion(variable, own)}`);
}

/** The settings file: YAML with the settings' names as keys. A missing file is fine unless somebody asked for it. */
export function readFile(path: string, isRequired: boolean): SourceResult {
  if (!existsSync(path)) {
    const problem = `The settings file ${path} does not exist: correct ${configFileSource.env} or ${configFileSource.flag}`;
    return { values: {}, problems: isRequired ? [problem] : [] };
  }

  let content: unknown;
  try {
    content = parseYaml(readFileSync(path, "utf8"));
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split("\n")[0] ?? "") : "";
    return { values: {}, problems: [`The settings file ${path} cannot be read: ${reason.replace(/:$/, "")}`] };
  }
  return readFileContent(path, content ?? {});
}

function readFileContent(path: string, content: unknown): SourceResult {
  if (typeof content !== "object" || content === null || Array.isArray(content)) {
    return { values: {}, problems: [`The settings file ${path} must hold lines such as "port: 8080"`] };
  }

  const values: FoundValues = {};
  const problems: string[] = [];
  for (const [key, value] of Object.entries(content)) {
    const name = settingNames.find((known) => known === key);
    const text = textOf(value);
    if (name === undefined) problems.push(`"${key}" in ${path} is not a setting of Latchkey: ${suggestion(key, settingNames)}`);
    else if (text === undefined) problems.push(`"${key}" in ${path} must be ${settingDefinitions[name].type}`);
    else values[name] = { text, source: `file ${path}` };
  }
  return { values, problems };
}

function textOf(value: unknown): string | undefined {
  if (Array.isArray(value)) return value.every((item) => typeof item === "string") ? value.join(",") : undefined;
  return typeof value === "string" || typeof value === "number" ? String(value) : undefined;
}

/** Flags as the command line gives them, by setting name; those left out are `undefined`. */
export function readFlags(flags: Partial<Record<SettingName, string | undefined>>): SourceResult {
  const values: FoundValues = {};
  for (const name of settingNames) {
    const text = flags[name];
    if (text !== undefined) values[name] = { text, source: `flag ${settingDefinitions[name].flag}` };
  }
  return { values, problems: [] };
}

/** The path of the settings file; it must exist only when it was asked for. */
export function locateFile(env: Environment, { flag, dataDir, cwd }: { flag: string | undefined; dataDir: string; cwd: string }) {
  const asked = flag ?? env[configFileSource.env];
  if (asked !== undefined && asked !== "") return { path: resolve(cwd, asked), isRequired: true };
  return { path: join(resolve(cwd, dataDir), configFileSource.defaultName), isRequired: false };
}

function suggestion(name: string, known: readonly string[]): string {
  const closest = closestTo(name, known);
  return closest === undefined ? "remove it, or run `npx latchkey config` for the list" : `did you mean ${closest}?`;
}

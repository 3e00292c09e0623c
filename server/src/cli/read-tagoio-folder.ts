import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { ImportEntry, ImportKind, TagoExport } from "../rooms/compat/index.ts";
import { CommandError, UsageError } from "./cli-context.ts";

/** Names of files, as TagoIO's backup of a profile has them or after the API's own paths; a number may follow, for further pages. */
const namesOf: Record<ImportKind, readonly string[]> = {
  run: ["run"],
  devices: ["devices", "device"],
  analyses: ["analysis", "analyses"],
  dashboards: ["dashboards", "dashboard"],
  widgets: ["widgets", "widget"],
  users: ["run_users", "users"],
  policies: ["access_management", "am", "policies"],
};

export interface TagoioFolder {
  sent: TagoExport;
  read: string[];
  /** JSON files whose names say nothing to us. */
  ignored: string[];
}

export async function readTagoioFolder(folder: string): Promise<TagoioFolder> {
  const files = (await list(folder)).filter((file) => file.endsWith(".json")).toSorted();
  const kinds = files.map((file) => ({ file, kind: kindOf(file) }));
  const sent: TagoExport = { run: [], devices: [], analyses: [], dashboards: [], widgets: [], users: [], policies: [] };
  for (const { file, kind } of kinds) if (kind) sent[kind].push(...(await readEntries(folder, file)));

  const read = kinds.filter(({ kind }) => kind !== null).map(({ file }) => file);
  if (read.length === 0) throw new UsageError(`${folder} has no file that could be imported, such as run_users.json.`);
  return { sent, read, ignored: kinds.filter(({ kind }) => kind === null).map(({ file }) => file) };
}

function kindOf(file: string): ImportKind | null {
  const name = file.replace(/[-_.]?\d*\.json$/, "");
  return (Object.keys(namesOf) as ImportKind[]).find((kind) => namesOf[kind].includes(name)) ?? null;
}

async function list(folder: string): Promise<string[]> {
  return readdir(folder).catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(error.code === "ENOENT" ? `There is no folder ${folder}.` : `${folder} cannot be read: ${error.message}`);
  });
}

/** A plain list, one object, or an answer of the API around either. */
async function readEntries(folder: string, file: string): Promise<ImportEntry[]> {
  const document = parse(file, await readFile(join(folder, file), "utf8"));
  if (isRecord(document) && document["status"] === false) {
    const message = document["message"];
    throw new CommandError("invalid_file", `${file}: TagoIO refused this: ${typeof message === "string" ? message : "no reason given"}`);
  }
  const isAnswer = isRecord(document) && "status" in document && "result" in document;
  const content = isAnswer ? document["result"] : document;
  return [content].flat().map((value) => {
    if (!isRecord(value)) throw new CommandError("invalid_file", `${file}: must hold objects, as TagoIO's API answers them.`);
    return { file, value };
  });
}

function parse(file: string, text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    throw new CommandError("invalid_file", `${file} is not JSON: ${(error as Error).message}`);
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

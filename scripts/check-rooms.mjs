// Checks the order of packages and rooms; each message says what to do instead.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { joinedTables } from "./joined-tables.mjs";
import { isTestFile, packageNames, packageProblem } from "./package-rules.mjs";
import { listTables, placeOf, readRoomOrder, roomProblem, tableProblems } from "./room-rules.mjs";
import { CommandError, isMainModule, projectDir, runScript } from "./run-command.mjs";
import { listImports } from "./source-imports.mjs";

/**
 * @param {readonly { path: string, text: string }[]} files
 * @returns {string[]} one line per problem
 */
export function findRoomProblems(files) {
  const app = files.find(({ path }) => path === "server/src/app.ts");
  const roomOrder = readRoomOrder(app?.text ?? "");
  if (roomOrder === undefined) return ["server/src/app.ts must declare the rooms in order: const roomOrder = [...]"];

  const ownerOf = findTableOwners(files);
  const inFiles = files.flatMap((file) => problemsOf(file, roomOrder, ownerOf).map((problem) => `${file.path}: ${problem}`));
  return [...listProblems(files, roomOrder), ...inFiles];
}

function problemsOf({ path, text }, roomOrder, ownerOf) {
  const imports = listImports(text);
  const packages = imports.map((found) => packageProblem(path, found));
  const place = placeOf(path);
  if (place === undefined || isTestFile(path)) return packages.filter((problem) => problem !== undefined);

  const rooms = imports.map(({ specifier }) => roomProblem(path, specifier, roomOrder));
  const tables = place.room === undefined ? [] : tableProblems(place.room, text, { ownerOf, mayJoin: joinedTables[place.room] ?? [] });
  return [...packages, ...rooms, ...tables].filter((problem) => problem !== undefined);
}

/** Every folder of a room is in the list, and every name in the list is a folder. */
function listProblems(files, roomOrder) {
  const rooms = new Set(files.map(({ path }) => placeOf(path)?.room).filter((room) => room !== undefined));
  const missing = [...rooms].filter((room) => !roomOrder.includes(room)).map((room) => `server/src/app.ts: add ${room} to roomOrder`);
  const gone = roomOrder.filter((room) => !rooms.has(room)).map((room) => `server/src/app.ts: roomOrder names ${room}, which is no room`);
  return [...missing, ...gone];
}

function findTableOwners(files) {
  const tables = files.filter(({ path }) => path.endsWith(".tables.ts"));
  return new Map(tables.flatMap(({ path, text }) => listTables(text).map((table) => [table, placeOf(path)?.room ?? ""])));
}

function readSources() {
  return packageNames
    .flatMap((name) => listSourcePaths(name))
    .map((path) => ({ path, text: readFileSync(join(projectDir, path), "utf8") }));
}

function listSourcePaths(dir) {
  if (!existsSync(join(projectDir, dir))) return [];
  return readdirSync(join(projectDir, dir), { withFileTypes: true }).flatMap((entry) => {
    const path = `${dir}/${entry.name}`;
    if (entry.isDirectory()) return ["node_modules", "dist"].includes(entry.name) ? [] : listSourcePaths(path);
    return /\.tsx?$/.test(entry.name) ? [path] : [];
  });
}

if (isMainModule(import.meta.url)) {
  await runScript(async () => {
    const problems = findRoomProblems(readSources());
    if (problems.length > 0) throw new CommandError(problems.join("\n"));
  });
}

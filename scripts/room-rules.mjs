import { posix } from "node:path";

/** The server from ground to roof. `settings*.ts` belong to the ground, everything else beside `app.ts` to the roof. */
const levels = ["platform", "database", "http", "rooms", "roof"];

/** Files of a room that the file which wires the rooms may take directly, because only it needs them. */
const wiredByApp = /\.(routes|listeners|jobs)\.ts$/;

/**
 * Where a file of the server stands.
 * @param {string} path
 * @returns {{ level: string, room?: string, rest: string } | undefined}
 */
export function placeOf(path) {
  const match = path.match(/^server\/src\/(?:([^/]+)\/)?(.+)$/);
  if (match === null) return undefined;
  const [, folder, rest = ""] = match;

  if (folder === "rooms") {
    const [room = "", ...inner] = rest.split("/");
    return { level: "rooms", room, rest: inner.join("/") };
  }
  if (folder === undefined) return { level: rest.startsWith("settings") ? "platform" : "roof", rest };
  return { level: levels.includes(folder) ? folder : "roof", rest: `${folder}/${rest}` };
}

/**
 * Why this import is against the order of the server's rooms; nothing when it is fine.
 * @param {string} path of the importing file
 * @param {string} specifier
 * @param {readonly string[]} roomOrder
 */
export function roomProblem(path, specifier, roomOrder) {
  if (!specifier.startsWith(".")) return undefined;
  const from = placeOf(path);
  const to = placeOf(posix.join(posix.dirname(path), specifier));
  if (from === undefined || to === undefined) return undefined;

  if (levels.indexOf(to.level) > levels.indexOf(from.level)) return upwardProblem(from, to);
  if (to.level !== "rooms" || to.room === from.room) return undefined;
  if (to.rest !== "index.ts" && !(from.rest === "app.ts" && wiredByApp.test(to.rest))) {
    return `reach ${to.room} through its door, not ${to.rest.replace(/\.ts$/, "")}`;
  }
  if (from.room === undefined) return undefined;
  return orderProblem(from.room, to.room ?? "", roomOrder);
}

function upwardProblem(from, to) {
  if (to.level === "rooms") return `${from.level} may not know rooms; let app.ts hand it what it needs`;
  return `${from.room ?? from.level} may not know ${to.level === "roof" ? to.rest : to.level}; it stands above. Let app.ts hand it over`;
}

function orderProblem(from, to, roomOrder) {
  if (roomOrder.indexOf(to) < roomOrder.indexOf(from)) return undefined;
  return `${from} may not know ${to}; it is later in the list. Emit an event instead.`;
}

/**
 * The list that `server/src/app.ts` declares: `roomOrder = ["audit", ...]`.
 * @param {string} text
 */
export function readRoomOrder(text) {
  const list = text.match(/\broomOrder\b[^=]*=\s*\[([\s\S]*?)\]/)?.[1];
  return list === undefined ? undefined : [...list.matchAll(/["']([a-z-]+)["']/g)].map(([, name = ""]) => name);
}

/**
 * Table names that a room declares in its `*.tables.ts`, where it adds to `interface Tables`.
 * @param {string} text
 */
export function listTables(text) {
  const body = text.match(/interface Tables\s*\{([\s\S]*?)\n\s*\}/)?.[1] ?? "";
  return [...body.matchAll(/^\s*["']?([a-z_]+)["']?\s*:/gm)].map(([, name = ""]) => name);
}

const builderCall = /\b(?:selectFrom|insertInto|updateTable|deleteFrom|innerJoin|leftJoin|rightJoin|fullJoin|using)\(\s*["'`]([a-z_]+)/g;
const sqlText = /\bsql(?:<[^`]*?>)?`([^`]*)`/g;
const sqlRead = /(?<!delete )\b(?:from|join)\s+([a-z_]+)/gi;
const sqlWrite = /\b(?:into|update|delete from)\s+([a-z_]+)/gi;

/**
 * Tables of other rooms that a file of a room reads or writes, with the query builder or in a piece of SQL.
 * @param {string} room
 * @param {string} text
 * @param {{ ownerOf: ReadonlyMap<string, string>, mayJoin: readonly string[] }} tables who owns each, and which SQL may read
 */
export function tableProblems(room, text, { ownerOf, mayJoin }) {
  const pieces = [...text.matchAll(sqlText)].map(([, sql = ""]) => sql).join("\n");
  const reads = names(pieces, sqlRead).filter((table) => !mayJoin.includes(table));
  const named = [...names(text, builderCall), ...reads, ...names(pieces, sqlWrite)];

  const foreign = named.filter((table) => (ownerOf.get(table) ?? room) !== room);
  return [...new Set(foreign)].map((table) => `the table ${table} belongs to ${ownerOf.get(table)}; ask through its door`);
}

function names(text, pattern) {
  return [...text.matchAll(pattern)].map(([, name = ""]) => name);
}

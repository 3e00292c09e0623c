import { posix } from "node:path";

/** Who may import whom; see ARCHITECTURE.md. What is not listed is forbidden. */
const allowedPackages = {
  contract: [],
  engine: ["contract"],
  embed: ["contract", "engine"],
  client: ["contract"],
  words: [],
  server: ["contract", "engine", "words"],
  ui: [],
  widgets: ["contract", "client", "ui", "words"],
  account: ["contract", "client", "ui", "words"],
  console: ["contract", "engine", "client", "ui", "words", "widgets", "account"],
  portal: ["contract", "client", "ui", "words", "widgets", "account"],
  e2e: ["client", "contract", "words"],
};

/** Packages that run anywhere: in the server, in a browser, in somebody else's program. */
const portablePackages = ["contract", "engine", "client", "words"];

/** Rooms that ask the engine. Everybody else asks `ctx.access`, which the access room makes; its types may be named anywhere. */
const askingRooms = ["access", "authzen", "bundles", "decision-log", "explain", "findings", "impact", "policy-files", "roles"];
// Restrictions are conditions too: what holds when is decided in one place.
const askingFiles = ["server/src/database/subject-filter.ts", "server/src/rooms/restrictions/restrictions.rules.ts"];

/** What the engine may take from contract besides types. */
const catalogueNames = ["catalogue", "findCatalogueAction", "actionsPerTypeMax"];

export const packageNames = Object.keys(allowedPackages);

/**
 * Why this import is against the order of packages; nothing when it is fine.
 * @param {string} path of the importing file
 * @param {{ specifier: string, values: readonly string[] }} found
 */
export function packageProblem(path, { specifier, values }) {
  const [from = ""] = path.split("/");
  const isTest = isTestFile(path);
  const to = specifier.match(/^@latchkey\/(.*)$/)?.[1];

  if (specifier.startsWith(".")) return relativeProblem(path, specifier, from);
  if (specifier.startsWith("node:") && portablePackages.includes(from) && !isTest) {
    return `${from} runs in browsers too and may not use ${specifier}`;
  }
  if (to === undefined || to === from) return undefined;
  if (to.includes("/")) return `reach ${to.split("/")[0]} by its name, @latchkey/${to.split("/")[0]}, not by a path inside it`;
  if (from === "server" && to === "client") {
    return isTest || path.startsWith("server/src/demo/") ? undefined : "the server may use its own client only in tests and the demo";
  }
  if (from === "server" && to === "embed" && isTest) return undefined;
  if (!allowedPackages[from]?.includes(to)) return `${from} may not import ${to}; ${mayImport(from)}`;
  if (from === "engine" && !isTest && !values.every((name) => catalogueNames.includes(name))) {
    return "engine may take only types and the catalogue of actions from contract: write `import type`";
  }
  if (from === "server" && to === "engine" && !isTest && values.length > 0 && !mayAskEngine(path)) {
    return "this room may not ask the engine; ask ctx.access, or the access room through its door";
  }
  return undefined;
}

function mayAskEngine(path) {
  return askingFiles.includes(path) || askingRooms.some((room) => path.startsWith(`server/src/rooms/${room}/`));
}

/** Tests, benchmarks and configuration are not part of what is shipped. */
export function isTestFile(path) {
  return /\.test\.tsx?$/.test(path) || /^[a-z0-9]+\/(test|bench)\//.test(path) || path.endsWith(".config.ts");
}

function relativeProblem(path, specifier, from) {
  const target = posix.join(posix.dirname(path), specifier);
  if (target.startsWith(`${from}/`) || from === "e2e") return undefined;
  // Worlds and the naive reference are the engine's test support: the server's tests ask the same oracle.
  if (target.startsWith("engine/test/") && isTestFile(path)) return undefined;
  const other = target.split("/")[0];
  return packageNames.includes(other) ? `reach ${other} by its name, @latchkey/${other}, not by a path` : undefined;
}

function mayImport(from) {
  const list = allowedPackages[from] ?? [];
  return list.length === 0 ? "it stands alone" : `it may import ${list.join(", ")}`;
}

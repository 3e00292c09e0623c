import { describe, expect, it } from "vitest";
import { findRoomProblems } from "./check-rooms.mjs";
import { listImports } from "./source-imports.mjs";

const app = { path: "server/src/app.ts", text: 'export const roomOrder = ["audit", "users", "access"] as const;' };
const doors = ["audit", "users", "access"].map((room) => ({ path: `server/src/rooms/${room}/index.ts`, text: "" }));

/** Problems of one file that imports one thing, in a project that is otherwise in order. */
function problemsOf(path, text) {
  return findRoomProblems([app, ...doors, { path, text }]).map((line) => line.replace(`${path}: `, ""));
}

const importing = (path, specifier) => problemsOf(path, `import { x } from "${specifier}";`);

describe("rooms", () => {
  it.each([
    ["server/src/rooms/users/create-user.ts", "../audit/index.ts"],
    ["server/src/rooms/users/create-user.ts", "./users.store.ts"],
    ["server/src/rooms/users/create-user.ts", "../../http/guard.ts"],
    ["server/src/rooms/users/create-user.test.ts", "../access/access.store.ts"],
    ["server/src/http/router.ts", "../database/paging.ts"],
    ["server/src/http/router.ts", "../settings.ts"],
    ["server/src/app.ts", "./rooms/users/users.routes.ts"],
    ["server/src/cli/main.ts", "../app.ts"],
    ["server/src/cli/main.ts", "../rooms/users/index.ts"],
    ["server/src/demo/load-demo.ts", "../rooms/access/index.ts"],
  ])("%s may import %s", (path, specifier) => {
    expect(importing(path, specifier)).toEqual([]);
  });

  it.each([
    [
      "server/src/rooms/users/create-user.ts",
      "../access/index.ts",
      "users may not know access; it is later in the list. Emit an event instead.",
    ],
    ["server/src/rooms/access/answer-question.ts", "../users/users.store.ts", "reach users through its door, not users.store"],
    ["server/src/rooms/users/create-user.ts", "../../app.ts", "users may not know app.ts; it stands above. Let app.ts hand it over"],
    ["server/src/http/guard.ts", "../rooms/access/index.ts", "http may not know rooms; let app.ts hand it what it needs"],
    ["server/src/database/paging.ts", "../http/context.ts", "database may not know http; it stands above. Let app.ts hand it over"],
    ["server/src/platform/clock.ts", "../database/database.ts", "platform may not know database; it stands above. Let app.ts hand it over"],
    ["server/src/cli/main.ts", "../rooms/users/create-user.ts", "reach users through its door, not create-user"],
    ["server/src/app.ts", "./rooms/users/users.store.ts", "reach users through its door, not users.store"],
  ])("%s may not import %s", (path, specifier, problem) => {
    expect(importing(path, specifier)).toEqual([problem]);
  });

  it.each([
    ['db.selectFrom("audit_entries as a")', true],
    ["sql<boolean>`exists (select 1 from audit_entries)`", true],
    ["sql`delete from passwords`", true],
    ["sql`update passwords set hash = ''`", true],
    ["sql`select 1 from passwords`", false],
    ['db.selectFrom("users")', false],
  ])("may not touch a table of another room: %s", (text, isRefused) => {
    const tablesOf = (room, table) => ({
      path: `server/src/rooms/${room}/${room}.tables.ts`,
      text: `declare module "x" {\n  interface Tables {\n    ${table}: Row;\n  }\n}`,
    });
    const tables = [tablesOf("audit", "audit_entries"), tablesOf("access", "passwords")];
    const store = { path: "server/src/rooms/users/users.store.ts", text };
    const own = { path: "server/src/rooms/audit/audit.store.ts", text: 'db.selectFrom("audit_entries")' };
    const problems = findRoomProblems([app, ...doors, ...tables, store, own]);
    expect(problems).toEqual(
      isRefused ? [expect.stringMatching(/users\.store\.ts: the table \w+ belongs to \w+; ask through its door$/)] : [],
    );
  });

  it("are all in the list, and the list names only rooms", () => {
    expect(problemsOf("server/src/rooms/signup/index.ts", "")).toEqual(["server/src/app.ts: add signup to roomOrder"]);
    expect(findRoomProblems([app, ...doors.slice(1)])).toEqual(["server/src/app.ts: roomOrder names audit, which is no room"]);
    expect(findRoomProblems(doors)).toEqual(["server/src/app.ts must declare the rooms in order: const roomOrder = [...]"]);
  });
});

describe("packages", () => {
  it.each([
    ["console/src/main.tsx", "@latchkey/widgets"],
    ["portal/src/main.tsx", "@latchkey/widgets"],
    ["widgets/src/chart.tsx", "@latchkey/ui"],
    ["server/src/rooms/access/answer-question.ts", "@latchkey/engine"],
    ["server/test/start-test-app.ts", "@latchkey/client"],
    ["server/src/demo/load-demo.ts", "@latchkey/client"],
    ["client/src/send-request.ts", "@latchkey/contract"],
    ["engine/src/decide.test.ts", "node:fs"],
  ])("%s may import %s", (path, specifier) => {
    expect(importing(path, specifier)).toEqual([]);
  });

  it.each([
    [
      "portal/src/main.tsx",
      "@latchkey/engine",
      "portal may not import engine; it may import contract, client, ui, words, widgets, account",
    ],
    ["ui/src/button.tsx", "@latchkey/words", "ui may not import words; it stands alone"],
    [
      "console/src/main.tsx",
      "@latchkey/server",
      "console may not import server; it may import contract, engine, client, ui, words, widgets, account",
    ],
    ["server/src/http/guard.ts", "@latchkey/client", "the server may use its own client only in tests and the demo"],
    [
      "server/src/http/guard.ts",
      "@latchkey/engine",
      "this room may not ask the engine; ask ctx.access, or the access room through its door",
    ],
    [
      "engine/src/decide.ts",
      "@latchkey/contract",
      "engine may take only types and the catalogue of actions from contract: write `import type`",
    ],
    ["engine/src/decide.ts", "node:fs", "engine runs in browsers too and may not use node:fs"],
    ["console/src/main.tsx", "@latchkey/contract/src/users.ts", "reach contract by its name, @latchkey/contract, not by a path inside it"],
    ["console/src/main.tsx", "../../contract/src/users.ts", "reach contract by its name, @latchkey/contract, not by a path"],
  ])("%s may not import %s", (path, specifier, problem) => {
    expect(importing(path, specifier)).toEqual([problem]);
  });
});

describe("reading imports", () => {
  it("finds every form, and which values are taken", () => {
    const text = [
      'import type { A } from "a";',
      'import { type B, type C } from "b";',
      'import { type D, e } from "c";',
      "import {\n  f,\n  g,\n} from './d.ts';",
      'export * from "e";',
      'import "f.css";',
      'const g = await import("g");',
      '/* import { no } from "comment"; */',
    ].join("\n");
    expect(listImports(text)).toEqual([
      { specifier: "a", values: [] },
      { specifier: "b", values: [] },
      { specifier: "c", values: ["e"] },
      { specifier: "./d.ts", values: ["f", "g"] },
      { specifier: "e", values: ["*"] },
      { specifier: "f.css", values: ["*"] },
      { specifier: "g", values: ["*"] },
    ]);
  });
});

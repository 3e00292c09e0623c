import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { cliEnvironment, runCli } from "../../test/run-cli.ts";
import { createTestDatabase, type TestDatabase } from "../../test/test-database.ts";

let database: TestDatabase;
let folder: string;
beforeAll(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), "latchkey-rules-"));
});
afterAll(async () => {
  await database.drop();
  await rm(folder, { recursive: true });
});

const run = (...args: string[]) => runCli(args, { cwd: folder, env: cliEnvironment(database) });

let count = 0;
let slug = "";
beforeEach(async () => {
  slug = `rules-${(count += 1)}`;
  await run("profile", "create", "--name", `Rules ${count}`, "--slug", slug);
});

async function aFile(text: string): Promise<string> {
  const path = join(folder, `file-${(count += 1)}.yaml`);
  await writeFile(path, text);
  return path;
}

const supervisors = (state: string, test = "") => `
version: 1
policies:
  - name: Supervisors
    targets: [{ subject: run_user, match: tag, key: level, value: supervisor }]
    permissions: [{ effect: allow, actions: [access], resource: { type: dashboard, match: tag, key: state, value: ${state} } }]
    ${test}
`;

const promise = (expected: string) => `tests:
      - name: supervisors see New York
        subject: { kind: hypothetical, type: run_user, tags: [{ key: level, value: supervisor }] }
        action: access
        resource: { kind: hypothetical, type: dashboard, tags: [{ key: state, value: NY }] }
        expected: ${expected}`;

const inProfile = () => ["--profile", slug];

describe("latchkey policy", () => {
  it("plans, applies and exports; a second profile made from the export has the same rules", async () => {
    const file = await aFile(supervisors("NY"));
    const plan = await run("policy", "plan", file, ...inProfile());
    expect(plan).toMatchObject({ code: 0 });
    expect(plan.out).toMatch(/^\+ policy Supervisors\n1 to change, 0 unchanged\.\ngain: .*level = supervisor.*state = NY/);

    expect((await run("policy", "apply", file, ...inProfile(), "--reason", "first")).out).toMatch(/Applied\.\n$/);
    expect((await run("policy", "plan", file, ...inProfile())).out).toMatch(/^0 to change, 1 unchanged\.\nNo new access: proven/);

    const copy = join(folder, "copy.yaml");
    expect((await run("policy", "export", ...inProfile(), "--out", copy)).code).toBe(0);
    const twin = `${slug}-twin`;
    await run("profile", "create", "--name", "Twin", "--slug", twin);
    await run("policy", "apply", copy, "--profile", twin, "--reason", "copy");
    expect((await run("policy", "export", "--profile", twin)).out).toBe(await readFile(copy, "utf8"));
  });

  it("names people by address when asked for: members by hand and given roles go to a second server that has the same people", async () => {
    const twin = `${slug}-people`;
    await run("profile", "create", "--name", "Twin", "--slug", twin);
    const email = `ann-${count}@latchkey.test`;
    for (const each of [slug, twin]) await run("user", "create", "--profile", each, "--name", "Ann", "--email", email);
    const file = await aFile(`
version: 1
withPeople: true
tagKeys:
  - { key: region, values: [north, south], setBy: administrators }
groups:
  - { name: Crew, members: [${email}] }
assignments:
  - { role: Viewer, assignee: { type: group, name: Crew }, reason: everybody looks }
  - { role: Auditor, assignee: { type: run_user, name: ${email} }, conditions: { until: "2999-01-01T00:00:00.000Z" }, reason: year-end }
`);
    const applied = await run("policy", "apply", file, ...inProfile(), "--reason", "first");
    expect(applied.out).toMatch(
      /^\+ tag key region\n\+ group Crew\n\+ assignment Viewer for group Crew\n\+ assignment Auditor for run user ann/,
    );

    const without = (await run("policy", "export", ...inProfile())).out;
    expect(without).toContain("name: Crew");
    expect(without).not.toContain(email);
    const copy = join(folder, "people.yaml");
    const written = await run("policy", "export", ...inProfile(), "--with-people", "--out", copy);
    expect(written.out).toBe(`Wrote 1 tag keys, 1 groups, 0 roles, 0 policies and 2 assignments to ${copy}.\n`);
    await run("policy", "apply", copy, "--profile", twin, "--reason", "copy");
    expect((await run("policy", "export", "--profile", twin, "--with-people")).out).toBe(await readFile(copy, "utf8"));
  });

  it("shows in a plan what a change takes away and gives", async () => {
    await run("policy", "apply", await aFile(supervisors("NY")), ...inProfile(), "--reason", "first");
    const { out } = await run("policy", "plan", await aFile(supervisors("TX")), ...inProfile());
    expect(out).toMatch(/^~ policy Supervisors\n {4}permissions\.0\.resource\.value: "NY" -> "TX"\n/);
    expect(out).toMatch(/gain: .*state = TX/);
    expect(out).toMatch(/lose: .*state = NY/);
  });

  it("runs the tests that are stored with policies: exit code 1 when a promise is broken", async () => {
    await run("policy", "apply", await aFile(supervisors("NY", promise("allow"))), ...inProfile(), "--reason", "first");
    expect(await run("policy", "test", ...inProfile())).toMatchObject({ code: 0, out: "1 passed, 0 failed\n" });
  });

  it("does not apply a file whose own test fails", async () => {
    const { code, err } = await run("policy", "apply", await aFile(supervisors("NY", promise("deny"))), ...inProfile(), "--reason", "x");
    expect(code).toBe(1);
    expect(err).toContain(`"supervisors see New York" of Supervisors`);
    expect((await run("policy", "export", ...inProfile())).out).not.toContain("Supervisors");
  });

  it("validates without a server: what is wrong is named with its place", async () => {
    expect(await run("policy", "validate", await aFile(supervisors("NY")))).toMatchObject({ code: 0 });
    const dead = await run("policy", "validate", await aFile(supervisors("NY").replace("[access]", "[fly]")));
    expect(dead.code).toBe(1);
    expect(dead.err).toContain("policies.0.permissions.0.actions.0");
    expect((await run("policy", "validate", await aFile("version: 1\npolicies: {"))).code).toBe(1);
    expect((await run("policy", "validate", await aFile("version: 1\nroles: [{}]"))).err).toContain("roles.0.name");
    expect(await run("policy", "validate", join(folder, "none.yaml"))).toMatchObject({ code: 2 });
  });
});

describe("latchkey explain", () => {
  it("says in words why somebody cannot, and what would allow it", async () => {
    await run("policy", "apply", await aFile(supervisors("NY")), ...inProfile(), "--reason", "first");
    await run("user", "create", ...inProfile(), "--name", "Ann", "--email", `ann-${count}@latchkey.test`, "--tag", "level=Supervisor");
    const profiles = await database.db.selectFrom("profiles").select("id").where("slug", "=", slug).executeTakeFirstOrThrow();
    const now = new Date();
    await database.db.updateTable("users").set({ status: "active" }).where("profile_id", "=", profiles.id).execute();
    await database.db
      .insertInto("dashboards")
      .values({
        profile_id: profiles.id,
        id: "d".repeat(24),
        name: "Regional Sales",
        description: "",
        tags: ["state=NY"],
        tabs: "[]",
        created_at: now,
        updated_at: now,
      })
      .execute();

    const { code, out } = await run("explain", ...inProfile(), "--user", `ann-${count}@latchkey.test`, "--resource", "Regional Sales");
    expect(code).toBe(0);
    expect(out).toMatch(/^DENIED: Ann to access dashboard "Regional Sales": /);
    expect(out).toContain(`subject level: has "Supervisor", needs "supervisor"`);
    expect(out).toContain("To allow, one of:");
  });

  it("refuses names that nothing has, and a question about nobody", async () => {
    expect((await run("explain", ...inProfile(), "--user", "none@latchkey.test", "--resource", "X")).err).toContain("There is no");
    expect((await run("explain", ...inProfile(), "--resource", "X")).err).toContain("exactly one");
  });
});

import { tmpdir } from "node:os";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cliEnvironment, runCli } from "../../test/run-cli.ts";
import { createTestDatabase, type TestDatabase } from "../../test/test-database.ts";

const password = "correct horse battery staple";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const run = (args: string[], input = "") => runCli(args, { cwd: tmpdir(), env: cliEnvironment(database), input });

async function json(args: string[], input = "") {
  const { code, out, err } = await run([...args, "--json"], input);
  return { code, document: JSON.parse(out), err };
}

let count = 0;
async function aProfile(): Promise<string> {
  const slug = `profile-${(count += 1)}`;
  expect((await run(["profile", "create", "--name", `Profile ${count}`, "--slug", slug])).code).toBe(0);
  return slug;
}

const inProfile = (slug: string) => ["--profile", slug];

describe("latchkey admin create", () => {
  it("creates a super administrator with a password from standard input", async () => {
    const { code, document } = await json(["admin", "create", "--email", "Ann@Example.com", "--password-stdin"], `${password}\n`);
    expect(code).toBe(0);
    expect(document).toMatchObject({ name: "Ann", email: "ann@example.com", isSuper: true, passwordLink: null });
    const stored = await database.db.selectFrom("users").selectAll().where("email", "=", "ann@example.com").executeTakeFirstOrThrow();
    expect(stored).toMatchObject({ status: "active", source: "command_line", is_super: true });
  });

  it("prints a link when no password is given, and makes no super administrator when profiles are named", async () => {
    const slug = await aProfile();
    const { code, out } = await run(["admin", "create", "--email", "bo@example.com", "--name", "Bo", ...inProfile(slug)]);
    expect(code).toBe(0);
    expect(out).toMatch(/^Created the administrator Bo <bo@example\.com>\.\nThey choose a password here, once: http:\/\/latchkey\.test\//);
    const stored = await database.db.selectFrom("users").selectAll().where("email", "=", "bo@example.com").executeTakeFirstOrThrow();
    expect(stored).toMatchObject({ status: "invited", is_super: false });
  });

  it("refuses an address that is taken: exit code 1, nothing is stored", async () => {
    await run(["admin", "create", "--email", "twice@example.com"]);
    expect(await json(["admin", "create", "--email", "twice@example.com"])).toMatchObject({
      code: 1,
      document: { error: { code: "users.email_taken", message: "Another administrator already has this e-mail address." } },
    });
  });

  it.each([
    ["an address that is none", ["--email", "nobody"], "", "--email must be an e-mail address such as ann@example.com\n"],
    ["an empty password", ["--email", "c@example.com", "--password-stdin"], "\n", /^--password-stdin needs the password on standard input/],
    ["an endless password", ["--email", "c@example.com", "--password-stdin"], "x".repeat(300), /^--password-stdin must /],
    [
      "a weak password",
      ["--email", "c@example.com", "--password-stdin"],
      "password12",
      "The password is too common or too easy to guess.\n",
    ],
  ])("refuses %s: exit code 2, one clear line", async (_, options, input, message) => {
    const { code, out, err } = await run(["admin", "create", ...options], input);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toMatch(message);
  });

  it("does not make an administrator of a profile that does not exist", async () => {
    const { code, err } = await run(["admin", "create", "--email", "d@example.com", "--profile", "nowhere"]);
    expect({ code, err }).toEqual({ code: 1, err: 'There is no profile "nowhere": see latchkey profile list\n' });
    expect(await database.db.selectFrom("users").selectAll().where("email", "=", "d@example.com").executeTakeFirst()).toBeUndefined();
  });
});

describe("latchkey profile", () => {
  it("creates a profile and lists it", async () => {
    const { code, out } = await run(["profile", "create", "--name", "Café Müller", "--slug", "cafe", "--time-zone", "Europe/Berlin"]);
    expect({ code, out }).toEqual({
      code: 0,
      out: "Created the profile Café Müller.\nIts portal is http://latchkey.test/p/cafe/\n",
    });

    const { document } = await json(["profile", "list"]);
    expect(document.items).toContainEqual(expect.objectContaining({ slug: "cafe", timeZone: "Europe/Berlin", language: "en" }));
    expect((await run(["profile", "list"])).out).toMatch(/^slug +name +id\n(.*\n)*cafe +Café Müller +[0-9a-f]{24}\n/);
  });

  it("says which options are wrong, a line each", async () => {
    const { code, err } = await run(["profile", "create", "--name", "x", "--slug", "No Spaces", "--time-zone", "Mars/Base"]);
    expect({ code, err }).toEqual({
      code: 2,
      err: "--slug use 1 to 50 lower-case letters, digits and hyphens\n--time-zone must be an IANA time zone such as America/New_York\n",
    });
  });

  it("refuses a portal address that is taken", async () => {
    const slug = await aProfile();
    const { code, err } = await run(["profile", "create", "--name", "Other", "--slug", slug]);
    expect({ code, err }).toEqual({ code: 1, err: "Another profile already uses this portal address.\n" });
  });

  it("asks for what is missing: exit code 2, as JSON too", async () => {
    expect(await json(["profile", "create", "--name", "x"])).toMatchObject({
      code: 2,
      document: { error: { code: "usage", message: expect.stringContaining("--slug") } },
    });
  });
});

describe("latchkey token create", () => {
  it("prints the token alone, ready for a script", async () => {
    const slug = await aProfile();
    const { code, out } = await run(["token", "create", ...inProfile(slug), "--name", "CI", "--permission", "read"]);
    expect(code).toBe(0);
    expect(out).toMatch(/^p-\S{43}\n$/);
  });

  it("takes a number of days", async () => {
    const slug = await aProfile();
    const options = [...inProfile(slug), "--name", "CI", "--permission", "full"];
    const { document } = await json(["token", "create", ...options, "--expires", "30"]);
    const days = (Date.parse(document.expiresAt) - Date.now()) / 86_400_000;
    expect(days).toBeCloseTo(30, 1);

    expect(await run(["token", "create", ...options, "--expires", "soon"])).toMatchObject({
      code: 2,
      err: "--expires must be a number of days\n",
    });
  });

  it("knows three permissions", async () => {
    const { code, err } = await run(["token", "create", "--profile", "x", "--name", "CI", "--permission", "all"]);
    expect({ code, err }).toEqual({ code: 2, err: "--permission must be one of full, read, write\n" });
  });
});

describe("latchkey user", () => {
  it("creates run users with tags and lists them by tag", async () => {
    const slug = await aProfile();
    const made = await json(
      [
        "user",
        "create",
        ...inProfile(slug),
        "--name",
        "Zoë",
        "--email",
        "zoe@example.com",
        "--tag",
        "region=northeast",
        "--tag",
        "note=a=b",
        "--password-stdin",
      ],
      password,
    );
    expect(made).toMatchObject({
      code: 0,
      document: {
        user: {
          status: "active",
          source: "command_line",
          tags: [
            { key: "region", value: "northeast" },
            { key: "note", value: "a=b" },
          ],
        },
        passwordLink: null,
      },
    });
    const link = await run(["user", "create", ...inProfile(slug), "--name", "Li", "--email", "li@example.com"]);
    expect(link.out).toMatch(/^Created the run user Li <li@example\.com>\.\nThey choose a password here, once: http/);

    const { document } = await json(["user", "list", ...inProfile(slug), "--tag", "region=northeast"]);
    expect(document).toMatchObject({ items: [{ name: "Zoë" }], nextCursor: null, total: { count: 1 } });
    const invited = await run(["user", "list", ...inProfile(slug), "--status", "invited"]);
    expect(invited.out).toMatch(/^id +name +e-mail +status +tags\n[0-9a-f]{24} +Li +li@example\.com +invited\n$/);
  });

  it("pages, and says that there are more", async () => {
    const slug = await aProfile();
    for (const name of ["a", "b", "c"]) await run(["user", "create", ...inProfile(slug), "--name", name, "--email", `${name}@example.com`]);
    expect((await run(["user", "list", ...inProfile(slug), "--limit", "2"])).out).toContain("… and more: 3 in all");
    const { document } = await json(["user", "list", ...inProfile(slug), "--limit", "2"]);
    const rest = await json(["user", "list", ...inProfile(slug), "--limit", "2", "--cursor", document.nextCursor]);
    expect(rest.document.items.map((user: { name: string }) => user.name)).toEqual(["c"]);
  });

  it("suspends by address or id, and records who did it and why", async () => {
    const slug = await aProfile();
    await run(["user", "create", ...inProfile(slug), "--name", "Mo", "--email", "mo@example.com", "--password-stdin"], password);
    const suspended = await json(["user", "suspend", ...inProfile(slug), "--user", "MO@example.com", "--reason", "Left"]);
    expect(suspended).toMatchObject({ code: 0, document: { status: "suspended" } });
    const entry = await database.db
      .selectFrom("audit_entries")
      .selectAll()
      .where("action", "=", "user.suspended")
      .executeTakeFirstOrThrow();
    expect(entry).toMatchObject({ actor_type: "command_line", reason: "Left" });

    const again = await json(["user", "suspend", ...inProfile(slug), "--user", suspended.document.id]);
    expect(again).toMatchObject({ code: 1, document: { error: { code: "users.wrong_status" } } });
  });

  it.each([
    ["a profile that does not exist", ["list", "--profile", "nowhere"], 1, 'There is no profile "nowhere": see latchkey profile list\n'],
    ["a limit out of bounds", ["list", "--profile", "x", "--limit", "0"], 2, /^--limit /],
    ["a status that is none", ["list", "--profile", "x", "--status", "gone"], 2, /^--status /],
    [
      "a tag without a value",
      ["create", "--profile", "x", "--name", "n", "--email", "n@example.com", "--tag", "region"],
      2,
      '--tag must be key=value, not "region"\n',
    ],
  ])("refuses %s", async (_, args, code, message) => {
    const { code: actual, out, err } = await run(["user", ...args]);
    expect({ code: actual, out }).toEqual({ code, out: "" });
    expect(err).toMatch(message);
  });

  it("does not find somebody who is not there", async () => {
    const slug = await aProfile();
    for (const who of ["nobody@example.com", "a".repeat(24)]) {
      const { code, document } = await json(["user", "suspend", ...inProfile(slug), "--user", who]);
      expect({ code, error: document.error.code }).toEqual({ code: 1, error: expect.stringContaining("not_found") });
    }
  });
});

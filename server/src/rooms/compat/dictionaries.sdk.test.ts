import { Dictionary } from "@tago-io/sdk";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { refusalOf, Resources, startSdkServer, type SdkServer } from "../../../test/sdk-server.ts";

let latchkey: SdkServer;
beforeAll(async () => (latchkey = await startSdkServer()));
afterAll(() => latchkey.close());

async function stage() {
  const profile = await latchkey.make.aProfile();
  const { region } = latchkey;
  const resources = new Resources({ token: await latchkey.make.anApiToken(profile), region });
  const { dictionary: id } = await resources.dictionaries.create({ name: "Plant", slug: "PLANT", fallback: "en-US" });
  await resources.dictionaries.languageEdit(id, "en-US", { dictionary: { HELLO: "Hello, $0", STOP: "Stop" }, active: true });
  await resources.dictionaries.languageEdit(id, "pt-BR", { dictionary: { HELLO: "Olá, $0" }, active: true });
  return { profile, region, resources, id };
}

const entriesOf = async ({ resources }: { resources: Resources }) =>
  ((await resources.profiles.auditLog("current", { resourceName: "dictionary" } as never)) as { events: unknown[] }).events;

describe("Resources.dictionaries", () => {
  test("creates, lists, reads, edits, also with the whole object, and deletes", async () => {
    const { resources, id } = await stage();
    expect(await resources.dictionaries.list({ filter: { name: "pla*" } })).toEqual([
      {
        id,
        name: "Plant",
        slug: "PLANT",
        languages: [
          { code: "en-US", active: true },
          { code: "pt-BR", active: true },
        ],
      },
    ]);
    expect(await resources.dictionaries.list({ filter: { slug: "OTHER" } })).toEqual([]);
    const read = await resources.dictionaries.info(id);
    expect(read).toMatchObject({ id, fallback: "en-US", created_at: expect.any(Date), updated_at: expect.any(Date) });
    expect(await resources.dictionaries.edit(id, { ...read, name: "Works", fallback: "pt-BR" })).toBe("Successfully Updated");
    expect(await resources.dictionaries.info(id)).toMatchObject({ name: "Works", fallback: "pt-BR", languages: read.languages });
    expect(await resources.profiles.summary("current")).toMatchObject({ amount: { dictionary: 1 } });

    expect(await resources.dictionaries.delete(id)).toBe("Successfully Removed");
    expect(await refusalOf(resources.dictionaries.info(id))).toBe("Dictionary Not Found");
    expect(await refusalOf(resources.dictionaries.languageInfo(id, "en-US"))).toBe("Dictionary Not Found");
    expect(await resources.profiles.summary("current")).toMatchObject({ amount: { dictionary: 0 } });
    const left = await latchkey.db.selectFrom("tagoio_fields").select("type").where("id", "like", `${id}%`).execute();
    expect(left).toEqual([]);
  });

  test("keeps each language whole, falls back when asked to, and removes", async () => {
    const { resources, id } = await stage();
    expect(await resources.dictionaries.languageInfo(id, "pt-BR")).toEqual({ HELLO: "Olá, $0" });
    expect(await refusalOf(resources.dictionaries.languageInfo(id, "de"))).toBe("Dictionary language Not Found");
    expect(await resources.dictionaries.languageInfo(id, "de", { fallback: true })).toMatchObject({ STOP: "Stop" });
    expect(await resources.dictionaries.languageInfoBySlug("PLANT", "de")).toMatchObject({ STOP: "Stop" });

    const edited = resources.dictionaries.languageEdit(id, "pt-BR", { dictionary: { STOP: "Pare" }, active: false });
    expect(await edited).toBe("Dictionary language Successfully Updated");
    expect(await resources.dictionaries.languageInfo(id, "pt-BR")).toEqual({ STOP: "Pare" });
    await resources.dictionaries.languageDelete(id, "pt-BR");
    expect(await refusalOf(resources.dictionaries.languageDelete(id, "pt-BR"))).toBe("Dictionary language Not Found");
    expect((await resources.dictionaries.info(id)).languages).toEqual([{ code: "en-US", active: true }]);
  });

  test("records who changed what, and how much of the texts, without the texts", async () => {
    const { resources, id } = await stage();
    await resources.dictionaries.languageEdit(id, "en-US", { dictionary: { HELLO: "Hello, $0", STOP: "Halt" }, active: true });
    const messages = (await entriesOf({ resources })).map((event) => String((event as { message: string }).message));
    expect(messages.filter((message) => message.includes("language changed"))).toHaveLength(3);
    expect(messages.filter((message) => message.includes("created"))).toHaveLength(1);

    const entry = await latchkey.db
      .selectFrom("audit_entries")
      .select(["after", "before"])
      .where("object_id", "=", id)
      .orderBy("at", "desc")
      .orderBy("id", "desc")
      .executeTakeFirstOrThrow();
    expect(JSON.stringify(entry)).not.toContain("Halt");
  });

  test.each([
    ["a slug in lower case", { slug: "plant" }, "slug"],
    ["a slug that is taken", { slug: "PLANT" }, "another dictionary"],
    ["no name", { name: "" }, "name"],
    ["no code of a language", { fallback: "../en" }, "fallback"],
    ["too many languages", { languages: Array.from({ length: 51 }, (_, at) => ({ code: `en-${at + 100}`, active: true })) }, "languages"],
  ])("refuses %s, and stores nothing", async (_what, wrong, field) => {
    const { resources } = await stage();
    const body = { name: "Other", slug: "OTHER", fallback: "en-US", ...wrong };
    expect(await refusalOf(resources.dictionaries.create(body))).toContain(field);
    expect(await resources.dictionaries.list()).toHaveLength(1);
  });

  test("refuses texts under wrong keys, too long ones, and to go without the language that others fall back to", async () => {
    const { resources, id } = await stage();
    const put = (dictionary: Record<string, string>, active = true) =>
      refusalOf(resources.dictionaries.languageEdit(id, "en-US", { dictionary, active }));
    expect(await put({ "small key": "x" })).toContain("upper case");
    expect(await put({ LONG: "x".repeat(5001) })).toContain("5000");
    expect(await put(Object.fromEntries(Array.from({ length: 100 }, (_, at) => [`K${at}`, "x".repeat(4000)])))).toContain("bytes");
    expect(await put({}, false)).toContain("fallback");
    expect(await refusalOf(resources.dictionaries.languageDelete(id, "en-US"))).toContain("fallback");
    expect(await refusalOf(resources.dictionaries.edit(id, { fallback: "de" }))).toContain("fallback");
    expect(await refusalOf(resources.dictionaries.languageEdit(id, "x", { dictionary: {}, active: true }))).toContain("en-US");
    expect(await resources.dictionaries.languageInfo(id, "en-US")).toEqual({ HELLO: "Hello, $0", STOP: "Stop" });
  });

  test("has room for 50 dictionaries, however many are made at once", async () => {
    const { resources } = await stage();
    const makeOne = (at: number) => resources.dictionaries.create({ name: `D${at}`, slug: `D${at}`, fallback: "en" });
    const outcomes = await Promise.allSettled(Array.from({ length: 52 }, (_, at) => makeOne(at)));
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(49);
    expect(await resources.dictionaries.list({ amount: 100 })).toHaveLength(50);
  });
});

describe("who may", () => {
  test("an analysis by the profile's rights, a token by its own", async () => {
    const { resources, region, profile, id } = await stage();
    const { id: analysis, token } = await resources.analysis.create({ name: "Script", run_on: "external" } as never);
    const { dictionaries: script } = new Resources({ token, region });
    expect(await refusalOf(script.list())).toMatch(/^Authorization Denied/);
    expect(await refusalOf(script.languageInfo(id, "en-US"))).toMatch(/^Authorization Denied/);
    const mayOn = (action: string[]) =>
      resources.accessManagement.create({
        name: action.join(),
        targets: [["analysis", "id", analysis]],
        permissions: [{ effect: "allow", action, resource: ["profile"] }],
      } as never);
    await mayOn(["access"]);
    expect(await script.languageInfo(id, "en-US")).toMatchObject({ STOP: "Stop" });
    expect(await refusalOf(script.edit(id, { name: "Mine" }))).toMatch(/^Authorization Denied/);
    expect(await refusalOf(script.languageDelete(id, "pt-BR"))).toMatch(/^Authorization Denied/);
    await mayOn(["edit"]);
    await script.edit(id, { name: "Mine" });

    const reading = new Resources({ token: await latchkey.make.anApiToken(profile, "read"), region });
    expect(await reading.dictionaries.list()).toHaveLength(1);
    expect(await refusalOf(reading.dictionaries.delete(id))).toMatch(/^Authorization Denied/);
  });

  test("nobody those of another profile, by id or slug", async () => {
    const { id } = await stage();
    const { resources: others } = await stage();
    expect(await refusalOf(others.dictionaries.info(id))).toBe("Dictionary Not Found");
    expect(await refusalOf(others.dictionaries.languageInfo(id, "en-US", { fallback: true }))).toBe("Dictionary Not Found");
    expect(await refusalOf(others.dictionaries.languageEdit(id, "en-US", { dictionary: {}, active: true }))).toBe("Dictionary Not Found");
    expect(await refusalOf(others.dictionaries.delete(id))).toBe("Dictionary Not Found");
    expect(await others.dictionaries.list()).toHaveLength(1);
  });
});

describe("Dictionary", () => {
  test("translates for a run user, asking once an hour, and shows the expression where it has nothing", async () => {
    const { profile, region } = await stage();
    const { token } = await latchkey.make.aUser(profile);
    const heard = vi.spyOn(globalThis, "fetch");
    const portuguese = new Dictionary({ token, region, language: "pt-BR" });
    expect(await portuguese.applyToString("#PLANT.HELLO# #PLANT.STOP# #PLANT.HELLO#")).toBe("Olá, $0 #PLANT.STOP# Olá, $0");
    expect(heard.mock.calls).toHaveLength(1);
    heard.mockRestore();
    expect(await new Dictionary({ token, region, language: "de" }).applyToString("#PLANT.STOP#")).toBe("Stop");
    expect(await new Dictionary({ token, region, language: "de" }).applyToString("#OTHER.STOP#")).toBe("#OTHER.STOP#");
  });

  test("shows a run user no language that is switched off, and no way to write", async () => {
    const { profile, region, resources, id } = await stage();
    await resources.dictionaries.languageEdit(id, "pt-BR", { dictionary: { STOP: "Pare" }, active: false });
    const { token } = await latchkey.make.aUser(profile);
    const { dictionaries: user } = new Resources({ token, region });
    expect(await refusalOf(user.languageInfo(id, "pt-BR"))).toBe("Dictionary language Not Found");
    expect(await user.languageInfoBySlug("PLANT", "pt-BR")).toMatchObject({ STOP: "Stop" });
    expect(await refusalOf(user.languageEdit(id, "en-US", { dictionary: {}, active: true }))).toMatch(/^Authorization Denied/);
    expect(await refusalOf(user.list())).toMatch(/^Authorization Denied/);
  });

  test("translates before the sign-in, by the portal's address and without a token", async () => {
    const { profile, region } = await stage();
    const reader = (runURL: string) => new Dictionary({ runURL, region, language: "pt-BR" });
    expect(await reader(`${profile.slug}.run.local`).applyToString("#PLANT.HELLO#")).toBe("Olá, $0");
    expect(await reader("no-such-portal").applyToString("#PLANT.HELLO#")).toBe("#PLANT.HELLO#");
    const other = await latchkey.make.aProfile();
    expect(await reader(other.slug).applyToString("#PLANT.HELLO#")).toBe("#PLANT.HELLO#");
  });
});

import type { Permission, Tag, Target } from "@latchkey/contract";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import type { Makers } from "../../../test/makers.ts";
import { changedTables } from "../../../test/database-state.ts";
import { startTestApp } from "../../../test/test-app.ts";

const latchkey = await startTestApp();
afterAll(() => latchkey.close());

let profile: Awaited<ReturnType<Makers["aProfile"]>>;
beforeEach(async () => {
  profile = await latchkey.make.aProfile();
});

const allow = (actions: string[], resource: Permission["resource"]): Permission => ({ effect: "allow", actions, resource });
const deny = (actions: string[], resource: Permission["resource"]): Permission => ({ effect: "deny", actions, resource });
const tag = (key: string, value: string): Tag => ({ key, value });
const tagged = (subject: Target["subject"], key: string, value: string): Target => ({ subject, match: "tag", key, value });
const params = () => ({ profileId: profile.id });

async function aScript(permissions: Permission[], tags: Tag[] = []) {
  const analysis = await latchkey.make.anAnalysis(profile, { tags });
  await latchkey.make.aPolicy(profile, { targets: [{ subject: "analysis", match: "id", id: analysis.id }], permissions });
  return { id: analysis.id, client: latchkey.client(analysis.token) };
}

/** The answer's code, once nothing turned out to be written. */
async function refusalOf(call: () => Promise<unknown>): Promise<unknown> {
  let refusal: unknown;
  const changed = await changedTables(latchkey.db, async () => {
    refusal = await call().then(
      () => "allowed",
      (error: { code: string }) => error.code,
    );
  });
  return changed.length === 0 ? refusal : changed;
}

describe("nobody grants what they do not hold", () => {
  const mayEditAnalyses = () => allow(["access", "create", "edit"], { type: "analysis", match: "any" });
  const operators = () =>
    latchkey.make.aPolicy(profile, {
      targets: [tagged("analysis", "role", "operator")],
      permissions: [allow(["delete"], { type: "device", match: "any" })],
    });

  test("a script cannot tag itself into a policy, nor make another script that is", async () => {
    await operators();
    const { id, client } = await aScript([mayEditAnalyses()]);
    const tags = [tag("role", "operator")];
    expect(await refusalOf(() => client.analyses.updateAnalysis({ params: { ...params(), analysisId: id }, body: { tags } }))).toBe(
      "http.not_allowed",
    );
    expect(await refusalOf(() => client.analyses.createAnalysis({ params: params(), body: { name: "Accomplice", tags } }))).toBe(
      "http.not_allowed",
    );
    await expect(
      client.analyses.createAnalysis({ params: params(), body: { name: "Harmless", tags: [tag("team", "blue")] } }),
    ).resolves.toBeDefined();
  });

  test("a script that holds the right may hand it on", async () => {
    await operators();
    const { client } = await aScript([mayEditAnalyses()], [tag("role", "operator")]);
    await expect(
      client.analyses.createAnalysis({ params: params(), body: { name: "Helper", tags: [tag("role", "operator")] } }),
    ).resolves.toBeDefined();
  });

  test("a script cannot take a tag away that a deny holds on to", async () => {
    const { id, client } = await aScript([mayEditAnalyses(), allow(["access"], { type: "device", match: "any" })], [tag("trust", "low")]);
    await latchkey.make.aPolicy(profile, {
      targets: [tagged("analysis", "trust", "low")],
      permissions: [deny(["access"], { type: "device", match: "tag", key: "class", value: "secret" })],
    });
    expect(await refusalOf(() => client.analyses.updateAnalysis({ params: { ...params(), analysisId: id }, body: { tags: [] } }))).toBe(
      "http.not_allowed",
    );
  });

  test("a script shows run users no dashboard that it may not see itself", async () => {
    const states = allow(["access"], { type: "dashboard", match: "tag_match", key: "state" });
    await latchkey.make.aPolicy(profile, { targets: [{ subject: "run_user", match: "any" }], permissions: [states] });
    const { client } = await aScript([
      allow(["access", "create", "edit"], { type: "run_user", match: "any" }),
      allow(["access"], { type: "dashboard", match: "tag", key: "state", value: "NY" }),
    ]);
    const create = (name: string, tags: Tag[]) =>
      client.users.createUser({ params: params(), body: { name, email: `${name}@latchkey.test`, tags } });
    expect(await refusalOf(() => create("max", [tag("state", "MA")]))).toBe("http.not_allowed");
    const { user } = await create("nina", [tag("state", "NY"), tag("language", "en")]);
    expect(
      await refusalOf(() => client.users.updateUser({ params: { ...params(), userId: user.id }, body: { tags: [tag("state", "MA")] } })),
    ).toBe("http.not_allowed");
    await expect(client.users.updateUser({ params: { ...params(), userId: user.id }, body: { tags: [] } })).resolves.toBeDefined();
  });

  test("a script keeps what a user already has, whoever gave it", async () => {
    await latchkey.make.aPolicy(profile, {
      targets: [tagged("run_user", "level", "supervisor")],
      permissions: [allow(["access"], { type: "dashboard", match: "any" })],
    });
    const user = await latchkey.make.aUser(profile, { tags: [tag("level", "supervisor")] });
    const { client } = await aScript([allow(["access", "edit"], { type: "run_user", match: "any" })]);
    const tags = [tag("level", "supervisor"), tag("language", "en")];
    await expect(client.users.updateUser({ params: { ...params(), userId: user.id }, body: { tags } })).resolves.toBeDefined();
  });

  test("a script gains no right on a device by tagging it", async () => {
    const device = await latchkey.make.aDevice(profile, { tags: [tag("team", "blue")] });
    const { client } = await aScript([
      allow(["access", "edit"], { type: "device", match: "tag", key: "team", value: "blue" }),
      allow(["get_data"], { type: "device", match: "tag", key: "class", value: "public" }),
    ]);
    const retag = (tags: Tag[]) => client.devices.updateDevice({ params: { ...params(), deviceId: device.id }, body: { tags } });
    expect(await refusalOf(() => retag([tag("team", "blue"), tag("class", "public")]))).toBe("http.not_allowed");
    await expect(retag([tag("team", "blue"), tag("floor", "2")])).resolves.toBeDefined();
  });

  test("a script that may only read a device cannot write to it through a form", async () => {
    const device = await latchkey.make.aDevice(profile);
    const dashboard = await latchkey.make.aDashboard(profile);
    const { client } = await aScript([
      allow(["access", "edit"], { type: "dashboard", match: "any" }),
      allow(["get_data"], { type: "device", match: "any" }),
    ]);
    const create = client.dashboards.createWidget({
      params: { ...params(), dashboardId: dashboard.id },
      body: { content: { type: "form", deviceId: device.id, fields: [{ variable: "setpoint", label: "Setpoint", input: "number" }] } },
    });
    await expect(create).rejects.toMatchObject({ status: 400, code: "dashboards.unknown_device" });
  });

  test("an API token makes no token that outlives it", async () => {
    const inHours = (hours: number) => new Date(latchkey.clock.now().getTime() + hours * 3_600_000).toISOString();
    const { token } = await profile.client.tokens.createToken({
      params: params(),
      body: { name: "Short", permission: "full", expiresAt: inHours(1) },
    });
    const create = (expiresAt: string | null) =>
      latchkey.client(token).tokens.createToken({ params: params(), body: { name: "Next", permission: "read", expiresAt } });
    await expect(create(null)).rejects.toMatchObject({ status: 403 });
    await expect(create(inHours(2))).rejects.toMatchObject({ status: 403 });
    await expect(create(inHours(1))).resolves.toBeDefined();
  });
});

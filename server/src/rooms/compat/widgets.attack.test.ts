/** Widgets must not lend what their author does not have, and must not lend it longer than our own console shows it. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { changedTables } from "../../../test/database-state.ts";
import { startTestApp, type TestApp } from "../../../test/test-app.ts";
import { tagoRoutes } from "./index.ts";

let latchkey: TestApp;
beforeAll(async () => (latchkey = await startTestApp()));
afterAll(() => latchkey.close());

const nobody = "0123456789abcdef01234567";

async function call(method: "GET" | "POST" | "PUT" | "DELETE", path: string, { token, payload }: { token: string; payload?: object }) {
  const answer = await latchkey.request({ method, url: `/tagoio${path}`, headers: { token }, ...(payload ? { payload } : {}) });
  return { status: answer.statusCode, body: answer.json<{ result: never; message?: string }>() };
}

/** An analysis that edits dashboards and reads devices of the site north, and a user who sees all dashboards. */
async function stage() {
  const profile = await latchkey.make.aProfile();
  const at = (value: string) => [{ key: "site", value }];
  const [mine, secret] = [
    await latchkey.make.aDevice(profile, { tags: at("north") }),
    await latchkey.make.aDevice(profile, { tags: at("south") }),
  ];
  const dashboard = await latchkey.make.aDashboard(profile);
  const [script, other] = [await latchkey.make.anAnalysis(profile), await latchkey.make.anAnalysis(profile)];
  const north = { type: "device" as const, match: "tag" as const, key: "site", value: "north" };
  await latchkey.make.aPolicy(profile, {
    targets: [{ subject: "analysis", match: "id", id: script.id }],
    permissions: [
      { effect: "allow", actions: ["access", "edit", "create"], resource: { type: "dashboard", match: "any" } },
      { effect: "allow", actions: ["access", "get_data"], resource: north },
    ],
  });
  await latchkey.make.aPolicy(profile, {
    targets: [{ subject: "run_user", match: "any" }],
    permissions: [{ effect: "allow", actions: ["access"], resource: { type: "dashboard", match: "any" } }],
  });
  const user = await latchkey.make.aUser(profile);
  const full = await latchkey.make.anApiToken(profile);
  for (const device of [mine, secret]) await call("POST", "/data", { token: device.token, payload: [{ variable: "level", value: 1 }] });
  const add = (token: string, payload: object) => call("POST", `/dashboard/${dashboard.id}/widget`, { token, payload });
  return { profile, mine, secret, dashboard, script, other, user, full, add };
}

const source = (device: { id: string }, variables = ["level"]) => ({ origin: device.id, variables });

describe("H2: a widget names what its author may not", () => {
  test.each([
    ["without variables", "table", (secret: string) => [{ origin: secret, variables: [] }]],
    ["as a bucket", "table", (secret: string) => [{ bucket: secret, variables: [] }]],
    ["beside an allowed origin", "table", (secret: string, mine: string) => [{ origin: mine, bucket: secret, variables: [] }]],
    ["second on a card", "card", (secret: string, mine: string) => [source({ id: mine }), source({ id: secret })]],
    [
      "after the 20th source",
      "table",
      (secret: string, mine: string) => [
        source(
          { id: mine },
          Array.from({ length: 20 }, (_, n) => `v${n}`),
        ),
        source({ id: secret }),
      ],
    ],
  ])("a device %s", async (_title, type, data) => {
    const { mine, secret, script, add, dashboard } = await stage();
    const { status } = await add(script.token, { label: "W", type, data: data(secret.id, mine.id) });
    expect(status).toBe(400);

    const made = await add(script.token, { label: "W", type: "table", data: [source(mine)] });
    expect(made.status).toBe(201);
    const { widget } = made.body.result as { widget: string };
    const edited = await call("PUT", `/dashboard/${dashboard.id}/widget/${widget}`, {
      token: script.token,
      payload: { type, data: data(secret.id, mine.id) },
    });
    expect(edited.status).toBe(400);
  });

  test("a device to write to, on a form of somebody who only reads it", async () => {
    const { mine, script, add } = await stage();
    expect((await add(script.token, { label: "F", type: "input_form", data: [source(mine)] })).status).toBe(400);
  });

  test("an analysis that the author may not run", async () => {
    const { mine, script, other, add } = await stage();
    const base = { label: "W", type: "table", data: [source(mine)] };
    expect((await add(script.token, { ...base, analysis_run: other.id })).status).toBe(400);
    expect((await add(script.token, { ...base, display: { header_buttons: [{ analysis_run: other.id }] } })).status).toBe(400);
  });

  test("an id in a widget's text is no button", async () => {
    const { user, full, other, mine, add, dashboard } = await stage();
    const run = (widget: string) => call("POST", `/analysis/${other.id}/run/${dashboard.id}/${widget}`, { token: user.token, payload: {} });
    const text = await add(full, { label: "W", type: "table", data: [source(mine)], display: { help: `see ${other.id}` } });
    expect((await run((text.body.result as { widget: string }).widget)).status).toBe(401);
    const button = await add(full, {
      label: "W",
      type: "table",
      data: [source(mine)],
      display: { header_buttons: [{ analysis_run: other.id }] },
    });
    expect((await run((button.body.result as { widget: string }).widget)).status).toBe(200);
  });

  test("a viewer writes through input widgets only", async () => {
    const { user, full, mine, add, dashboard } = await stage();
    const send = async (type: string) => {
      const { body } = await add(full, { label: "W", type, data: [source(mine)] });
      const path = `/data/${dashboard.id}/${(body.result as { widget: string }).widget}`;
      const payload = { variable: "level", value: 7, origin: mine.id };
      return (await call("POST", path, { token: user.token, payload })).status;
    };
    expect(await send("table")).toBe(401);
    expect(await send("input_form")).toBe(200);
  });

  test("noted fields can neither be sent nor read", async () => {
    const { full, mine, add, dashboard } = await stage();
    const { body } = await add(full, { label: "W", type: "table", data: [source(mine)], latchkey_writable: { send_data: [mine.id] } });
    const info = await call("GET", `/dashboard/${dashboard.id}/widget/${(body.result as { widget: string }).widget}`, { token: full });
    expect(Object.keys(info.body.result).filter((key) => key.startsWith("latchkey"))).toEqual([]);
  });
});

describe("H2: a blueprint's slot", () => {
  const slot = nobody;
  async function blueprint() {
    const staged = await stage();
    const { full, mine, secret } = staged;
    const body = { label: "B", type: "blueprint", blueprint_devices: [{ id: slot, name: "Any", type: "device", conditions: [] }] };
    const { dashboard } = (await call("POST", "/dashboard", { token: full, payload: body })).body.result as { dashboard: string };
    const add = async (token: string, payload: object) => call("POST", `/dashboard/${dashboard}/widget`, { token, payload });
    const widget = async (token: string) =>
      ((await add(token, { label: "W", type: "table", data: [source({ id: slot })] })).body.result as { widget: string }).widget;
    const rows = async (token: string, widgetId: string, deviceId: string) => {
      const query = `blueprint_devices[0][origin]=${slot}&blueprint_devices[0][id]=${deviceId}`;
      const { body: seen } = await call("GET", `/data/${dashboard}/${widgetId}?${query}`, { token });
      return (seen.result as { content: { result: unknown[] }[] }).content[0]?.result.length;
    };
    return { ...staged, dashboardId: dashboard, widget, rows, mine, secret };
  }
  const rule = (effect: "allow" | "deny", actions: string[]) =>
    ({ effect, actions, resource: { type: "device", match: "any" } }) as const satisfies object;

  test("lends a script no device whose data it may not read, though it may know of it", async () => {
    const { profile, script, mine, secret, widget, rows } = await blueprint();
    const made = await widget(script.token);
    expect([await rows(script.token, made, mine.id), await rows(script.token, made, secret.id)]).toEqual([1, 0]);
    const targets = [{ subject: "analysis" as const, match: "id" as const, id: script.id }];
    await latchkey.make.aPolicy(profile, { targets, permissions: [rule("allow", ["access"])] as never });
    expect(await rows(script.token, made, secret.id)).toBe(0);
  });

  test("shows people nothing of a device that they have no access to, or whose data a rule denies them", async () => {
    const { profile, full, mine, user, widget, rows } = await blueprint();
    const made = await widget(full);
    const targets = [{ subject: "run_user" as const, match: "any" as const }];
    expect(await rows(user.token, made, mine.id)).toBe(0);
    await latchkey.make.aPolicy(profile, { targets, permissions: [rule("allow", ["access"])] as never });
    expect(await rows(user.token, made, mine.id)).toBe(1);
    await latchkey.make.aPolicy(profile, { targets, permissions: [rule("deny", ["get_data"])] as never });
    expect(await rows(user.token, made, mine.id)).toBe(0);
  });

  test("never becomes the device that has its id", async () => {
    const { full, script, secret, dashboardId, rows } = await blueprint();
    const slots = (id: string) => ({ blueprint_devices: [{ id, name: "Any", type: "device" }] });
    const change = (payload: object) => call("PUT", `/dashboard/${dashboardId}`, { token: full, payload });
    await change(slots(secret.id));
    const payload = { label: "W", type: "table", data: [source(secret)] };
    const made = await call("POST", `/dashboard/${dashboardId}/widget`, { token: script.token, payload });
    expect(made.status).toBe(201);
    await change(slots(slot));
    expect(await rows(script.token, (made.body.result as { widget: string }).widget, secret.id)).toBe(0);
  });
});

test("H3: a device that our own console took out of a widget is served no more", async () => {
  const { profile, user, full, mine, secret, add, dashboard } = await stage();
  const { body } = await add(full, { label: "W", type: "table", data: [source(mine), source(secret)] });
  const { widget } = body.result as { widget: string };
  const shown = async () => {
    const { body: seen } = await call("GET", `/data/${dashboard.id}/${widget}`, { token: user.token });
    return (seen.result as { content: { result: unknown[] }[] }).content.map(({ result }) => result.length);
  };
  expect(await shown()).toEqual([1, 1]);
  const content = { type: "table" as const, sources: [{ deviceId: mine.id, variable: "level" }], pointsMax: 100 };
  const params = { profileId: profile.id, dashboardId: dashboard.id, widgetId: widget };
  await profile.client.dashboards.updateWidget({ params, body: { content } });
  expect(await shown()).toEqual([1, 0]);
});

test("L1: a share link reads the widgets of its own dashboard only", async () => {
  const { profile, full, mine, add, dashboard } = await stage();
  await profile.client.users.createAnonymousUser({ params: { profileId: profile.id }, body: {} });
  const { body } = await add(full, { label: "W", type: "table", data: [source(mine)] });
  const elsewhere = await latchkey.make.aDashboard(profile);
  const key = await call("GET", `/dashboard/${elsewhere.id}/share/public`, { token: full });
  const { token } = key.body.result as { token: string };
  const { widget } = body.result as { widget: string };
  expect((await call("GET", `/dashboard/${dashboard.id}/widget/${widget}`, { token })).status).toBe(401);
});

test("L1: a token of one widget reads that widget by the two calls for it, and is refused by every other call that is served", async () => {
  const { profile, full, mine, other, user, add, dashboard } = await stage();
  await profile.client.users.createAnonymousUser({ params: { profileId: profile.id }, body: {} });
  const data = [source(mine)];
  const { widget } = (await add(full, { label: "Mine", type: "table", data })).body.result as { widget: string };
  const { widget: sibling } = (await add(full, { label: "Sibling", type: "table", data })).body.result as { widget: string };
  const made = await call("GET", `/dashboard/${dashboard.id}/widget/${widget}/token`, { token: full });
  const { widget_token: token } = made.body.result as { widget_token: string };

  const ids: Record<string, string> = { url: profile.slug, analysis: other.id, userId: user.id, profile: profile.id };
  const idFor = (path: string, name: string) => {
    if (name !== "id") return ids[name] ?? nobody;
    const kinds = { device: mine.id, analysis: other.id, users: user.id, profile: profile.id };
    return Object.entries(kinds).find(([kind]) => path.startsWith(`/${kind}`) || path.startsWith(`/run/${kind}`))?.[1] ?? dashboard.id;
  };
  const answered: string[] = [];
  const governed = tagoRoutes({ services: {}, policySets: {} } as never).filter(({ tokens }) => !tokens.includes("none"));
  const changed = await changedTables(latchkey.db, async () => {
    for (const { method, path } of governed) {
      for (const [title, widgetId] of Object.entries({ own: widget, sibling })) {
        const url = path.replaceAll(/:(\w+)/g, (_all, name: string) => (name === "widget" ? widgetId : idFor(path, name)));
        const { status } = await call(method, url, { token, ...(method === "GET" ? {} : { payload: {} }) });
        if (status !== 401) answered.push(`${method} ${path} ${title} ${status}`);
      }
    }
  });
  expect(answered).toEqual(["GET /dashboard/:id/widget/:widget own 200", "GET /data/:id/:widget own 200"]);
  // The data that it may read is counted like all that is shown.
  expect(changed).toEqual(["data_output"]);
});

test("M8: however many sources a widget has, one request answers 10,000 rows at most; a device is emptied at once", async () => {
  const { full, mine, add, dashboard } = await stage();
  const records = Array.from({ length: 4000 }, (_, value) => ({ variable: "level", value }));
  await call("POST", `/device/${mine.id}/data`, { token: full, payload: records });
  const { body } = await add(full, { label: "W", type: "table", data: [1, 2, 3, 4].map(() => ({ ...source(mine), qty: 10_000 })) });
  const { widget } = body.result as { widget: string };
  const answer = await call("GET", `/data/${dashboard.id}/${widget}`, { token: full });
  const { content } = answer.body.result as { content: { result: unknown[] }[] };
  expect(content.reduce((sum, { result }) => sum + result.length, 0)).toBe(10_000);

  expect((await call("POST", `/device/${mine.id}/empty`, { token: full, payload: {} })).status).toBe(200);
  expect((await call("GET", `/device/${mine.id}/data_amount`, { token: full })).body.result).toBe(0);
});

test("L2, L3: what is no value of its field is refused, and breaks no list", async () => {
  const { full, mine } = await stage();
  const get = async (path: string) => (await call("GET", path, { token: full })).status;
  for (const field of ["active", "visible"])
    expect((await call("PUT", `/device/${mine.id}`, { token: full, payload: { [field]: "sometimes" } })).status).toBe(400);
  expect((await call("POST", "/dashboard", { token: full, payload: { label: "D", visible: "x" } })).status).toBe(400);
  expect(await get("/device?filter[active]=true")).toBe(200);

  expect(await get(`/device?filter=${encodeURIComponent('{"tags":[null]}')}`)).toBe(400);
  expect(await get(`/device?filter=${encodeURIComponent('{"name":{"toString":1}}')}`)).toBe(400);
  expect(await get(`/device/${mine.id}/data?skip=99999999999999999999`)).toBe(400);
  const token = { device: mine.id, name: "T", expire_time: "999999 years" };
  expect((await call("POST", "/device/token", { token: full, payload: token })).status).toBe(400);
  expect((await call("POST", "/device/token", { token: full, payload: { ...token, expire_time: { toString: 1 } } })).status).toBe(400);
  expect((await call("PUT", "/run", { token: full, payload: { owner_email: "x" } })).status).toBe(400);
  expect((await call("GET", `/device/${nobody}`, { token: full })).status).toBe(404);
});

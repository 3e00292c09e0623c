import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { changedTables } from "../../../test/database-state.ts";
import type { Makers } from "../../../test/makers.ts";
import { fragmentOf, seeEveryDashboard } from "../../../test/scene.ts";
import { publicUrl, startTestApp, type TestApp } from "../../../test/test-app.ts";

let latchkey: TestApp;
let profile: Awaited<ReturnType<Makers["aProfile"]>>;
let dashboardId: string;
let formId: string;
let anonymousId: string;
beforeAll(async () => {
  latchkey = await startTestApp();
});
afterAll(() => latchkey.close());
beforeEach(async () => {
  profile = await latchkey.make.aProfile();
  const device = await latchkey.make.aDevice(profile);
  dashboardId = (await latchkey.make.aDashboard(profile, { name: "Shared", tags: [{ key: "audience", value: "public" }] })).id;
  const content = { type: "form" as const, deviceId: device.id, fields: [{ variable: "v", label: "V", input: "number" as const }] };
  formId = (await profile.client.dashboards.createWidget({ params: on(), body: { content } })).id;
  anonymousId = (
    await profile.client.users.createAnonymousUser({
      params: { profileId: profile.id },
      body: { tags: [{ key: "level", value: "public" }] },
    })
  ).id;
});

const on = () => ({ profileId: profile.id, dashboardId });
const share = async () => {
  const created = await profile.client.sharing.createShare({ params: on(), body: { name: "For the press" } });
  return { ...created, token: fragmentOf(created.url) };
};
const allowAnonymous = () =>
  latchkey.make.aPolicy(profile, {
    targets: [{ subject: "run_user", match: "tag", key: "level", value: "public" }],
    permissions: seeEveryDashboard,
  });
const slug = () => ({ params: { slug: profile.slug } });
const open = (token: string, id = dashboardId) =>
  latchkey.client(token).dashboards.getPortalDashboard({ params: { slug: profile.slug, dashboardId: id } });
const missing = { status: 404, code: "http.not_found" };

describe("a link", () => {
  test("opens its dashboard for whoever has it, once a policy lets the anonymous user see it", async () => {
    const { token, isVisible } = await share();
    expect(isVisible).toBe(false);
    expect(await latchkey.client(token).portal.openShare(slug())).toEqual({ dashboardId, widgetId: null });
    await expect(open(token)).rejects.toMatchObject(missing);

    await allowAnonymous();
    await expect(open(token)).resolves.toMatchObject({ name: "Shared" });
    expect((await profile.client.sharing.listShares({ params: on() })).items).toMatchObject([{ name: "For the press", isVisible: true }]);
  });

  test("shows nothing more from the moment the policy is gone, or denies", async () => {
    const policy = await allowAnonymous();
    const { token } = await share();
    await open(token);
    const deny = await latchkey.make.aPolicy(profile, {
      targets: [{ subject: "run_user", match: "id", id: anonymousId }],
      permissions: [{ effect: "deny", actions: ["access"], resource: { type: "dashboard", match: "any" } }],
    });
    await expect(open(token)).rejects.toMatchObject(missing);
    await profile.client.access.deletePolicy({ params: { profileId: profile.id, policyId: deny.id }, query: { reason: "over" } });
    await open(token);
    await profile.client.access.deletePolicy({ params: { profileId: profile.id, policyId: policy.id }, query: { reason: "over" } });
    await expect(open(token)).rejects.toMatchObject(missing);
  });

  test("opens its own dashboard only, though the anonymous user may see others", async () => {
    await allowAnonymous();
    const other = await latchkey.make.aDashboard(profile);
    const widget = await profile.client.dashboards.createWidget({
      params: { ...on(), dashboardId: other.id },
      body: { content: { type: "note", text: "x" } },
    });
    const { token } = await share();
    await expect(open(token, other.id)).rejects.toMatchObject(missing);
    const params = { slug: profile.slug, dashboardId: other.id, widgetId: widget.id };
    await expect(latchkey.client(token).dashboards.getPortalWidgetData({ params })).rejects.toMatchObject(missing);
    await expect(latchkey.client(token).dashboards.listPortalDashboards(slug())).rejects.toMatchObject({ status: 401 });
  });

  test("is worth nothing under another portal's address", async () => {
    await allowAnonymous();
    const { token } = await share();
    const other = await latchkey.make.aProfile();
    await expect(latchkey.client(token).portal.openShare({ params: { slug: other.slug } })).rejects.toMatchObject({ status: 401 });
    const params = { slug: other.slug, dashboardId };
    await expect(latchkey.client(token).dashboards.getPortalDashboard({ params })).rejects.toMatchObject({ status: 401 });
  });

  test("is nobody's account: no details, no name, no password", async () => {
    await allowAnonymous();
    const { portal } = latchkey.client((await share()).token);
    const changed = await changedTables(latchkey.db, async () => {
      await expect(portal.getPortalMe(slug())).rejects.toMatchObject({ status: 401 });
      await expect(portal.updatePortalMe({ ...slug(), body: { name: "Me" } })).rejects.toMatchObject({ status: 401 });
      await expect(portal.portalSignOut(slug())).rejects.toMatchObject({ status: 401 });
    });
    expect(changed).toEqual([]);
  });

  test("carries its token in the fragment under the public address, and is stored hashed only", async () => {
    const { url, token } = await share();
    expect(url).toBe(`${publicUrl}/p/${profile.slug}/s#${token}`);
    expect(token).toMatch(/^s-[\w-]{43}$/);
    const rows = await latchkey.db.selectFrom("shares").selectAll().execute();
    expect(JSON.stringify(rows.map((row) => ({ ...row, token_hash: row.token_hash.toString("latin1") })))).not.toContain(token.slice(2));
    expect(JSON.stringify(await profile.client.sharing.listShares({ params: on() }))).not.toContain(token);
  });

  test("fills forms as the anonymous user, and the log says who", async () => {
    await allowAnonymous();
    const { token } = await share();
    const submit = { params: { slug: profile.slug, dashboardId, widgetId: formId }, body: { values: { v: 1 } } };
    expect(await latchkey.client(token).dashboards.submitPortalWidgetForm(submit)).toEqual({ added: 1 });
    const log = await profile.client.audit.listAudit({ params: { profileId: profile.id }, query: { action: ["form.submitted"] } });
    expect(log.items).toMatchObject([{ actor: { type: "anonymous_user", id: anonymousId } }]);
  });

  test("writes nothing while no policy lets the anonymous user see the dashboard", async () => {
    const { token } = await share();
    const submit = { params: { slug: profile.slug, dashboardId, widgetId: formId }, body: { values: { v: 1 } } };
    const changed = await changedTables(latchkey.db, () =>
      expect(latchkey.client(token).dashboards.submitPortalWidgetForm(submit)).rejects.toMatchObject(missing),
    );
    expect(changed).toEqual([]);
  });
});

describe("a link to one widget", () => {
  const newNote = async () =>
    (await profile.client.dashboards.createWidget({ params: on(), body: { title: "Note", content: { type: "note", text: "Hello" } } })).id;
  const shareWidget = async (widgetId: string) => {
    const created = await profile.client.sharing.createShare({ params: on(), body: { name: "Embedded", widgetId } });
    return { ...created, token: fragmentOf(created.url) };
  };
  const at = (widgetId: string) => ({ params: { slug: profile.slug, dashboardId, widgetId } });

  test("opens that widget and its data, and nothing else that the anonymous user may see", async () => {
    await allowAnonymous();
    const widgetId = await newNote();
    const { token, isVisible } = await shareWidget(widgetId);
    expect(isVisible).toBe(true);
    const visitor = latchkey.client(token);
    expect(await visitor.portal.openShare(slug())).toEqual({ dashboardId, widgetId });
    expect(await visitor.dashboards.getPortalWidget(at(widgetId))).toMatchObject({ id: widgetId, title: "Note" });
    expect(await visitor.dashboards.getPortalWidgetData(at(widgetId))).toEqual({ series: [], recordCount: 0 });

    const values = { body: { values: { v: 1 } } };
    const changed = await changedTables(latchkey.db, async () => {
      await expect(open(token)).rejects.toMatchObject(missing);
      await expect(visitor.dashboards.getPortalDashboardChanges(at(widgetId) as never)).rejects.toMatchObject(missing);
      await expect(visitor.dashboards.getPortalWidget(at(formId))).rejects.toMatchObject(missing);
      await expect(visitor.dashboards.getPortalWidgetData(at(formId))).rejects.toMatchObject(missing);
      await expect(visitor.dashboards.submitPortalWidgetForm({ ...at(formId), ...values })).rejects.toMatchObject(missing);
      await expect(visitor.dashboards.listPortalDashboards(slug())).rejects.toMatchObject({ status: 401 });
    });
    expect(changed).toEqual([]);
  });

  test("sends the widget's form, if that is what it opens", async () => {
    await allowAnonymous();
    const { token } = await shareWidget(formId);
    expect(await latchkey.client(token).dashboards.submitPortalWidgetForm({ ...at(formId), body: { values: { v: 1 } } })).toEqual({
      added: 1,
    });
  });

  test("shows it where a policy opens the widget alone, and nothing once a rule denies it", async () => {
    const widgetId = await newNote();
    const { token, isVisible } = await shareWidget(widgetId);
    const look = () => latchkey.client(token).dashboards.getPortalWidget(at(widgetId));
    expect(isVisible).toBe(false);
    await expect(look()).rejects.toMatchObject(missing);

    const rule = (effect: "allow" | "deny") =>
      latchkey.make.aPolicy(profile, {
        targets: [{ subject: "run_user", match: "id", id: anonymousId }],
        permissions: [{ effect, actions: ["access"], resource: { type: "widget", match: "id", id: widgetId } }],
      });
    await rule("allow");
    await expect(look()).resolves.toMatchObject({ id: widgetId });
    expect((await profile.client.sharing.listShares({ params: on() })).items).toMatchObject([{ widgetId, isVisible: true }]);
    await rule("deny");
    await expect(look()).rejects.toMatchObject(missing);
  });

  test("is recorded with its widget, listed and revoked like any other", async () => {
    const widgetId = await newNote();
    const { id, token } = await shareWidget(widgetId);
    latchkey.clock.advance({ minutes: 1 });
    await share();
    const listed = (await profile.client.sharing.listShares({ params: on() })).items;
    expect(listed.map((each) => each.widgetId)).toEqual([null, widgetId]);
    const log = await profile.client.audit.listAudit({ params: { profileId: profile.id }, query: { action: ["share.created"] } });
    expect(log.items[1]?.after).toEqual({ name: "Embedded", widgetId });
    await profile.client.sharing.deleteShare({ params: { ...on(), shareId: id } });
    await expect(latchkey.client(token).portal.openShare(slug())).rejects.toMatchObject({ status: 401 });
  });

  test("dies with the widget", async () => {
    const widgetId = await newNote();
    const { token } = await shareWidget(widgetId);
    await profile.client.dashboards.deleteWidget({ params: { ...on(), widgetId } });
    await expect(latchkey.client(token).portal.openShare(slug())).rejects.toMatchObject({ status: 401 });
    expect((await profile.client.sharing.listShares({ params: on() })).items).toEqual([]);
  });

  test("is not made to a widget of another dashboard, nor to one that a rule hides from whoever shares", async () => {
    const other = await latchkey.make.aDashboard(profile);
    const elsewhere = { ...on(), dashboardId: other.id };
    await expect(profile.client.sharing.createShare({ params: elsewhere, body: { widgetId: formId } })).rejects.toMatchObject(missing);

    const script = await latchkey.make.anAnalysis(profile);
    await latchkey.make.aPolicy(profile, {
      targets: [{ subject: "analysis", match: "id", id: script.id }],
      permissions: [{ effect: "allow", actions: ["share"], resource: { type: "dashboard", match: "any" } }],
    });
    const { sharing } = latchkey.client(script.token);
    await expect(sharing.createShare({ params: on(), body: { widgetId: formId } })).rejects.toMatchObject(missing);
    await expect(sharing.createShare({ params: on(), body: {} })).resolves.toBeDefined();
  });
});

describe("a link that ends by itself", () => {
  const inMinutes = (minutes: number) => new Date(latchkey.clock.now().getTime() + minutes * 60_000).toISOString();

  test("opens nothing from that moment on, and stays in the list", async () => {
    await allowAnonymous();
    const expiresAt = inMinutes(5);
    const created = await profile.client.sharing.createShare({ params: on(), body: { expiresAt } });
    await open(fragmentOf(created.url));
    latchkey.clock.advance({ minutes: 5 });
    await expect(open(fragmentOf(created.url))).rejects.toMatchObject({ status: 401 });
    expect((await profile.client.sharing.listShares({ params: on() })).items).toMatchObject([{ id: created.id, expiresAt }]);
  });

  test("is not made with an end in the past", async () => {
    const refused = profile.client.sharing.createShare({ params: on(), body: { expiresAt: inMinutes(0) } });
    await expect(refused).rejects.toMatchObject({ status: 400 });
  });
});

describe("a link is dead on the very next request", () => {
  const endings: [string, (shareId: string) => Promise<unknown>][] = [
    ["it is revoked", (shareId) => profile.client.sharing.deleteShare({ params: { ...on(), shareId } })],
    ["its dashboard is deleted", () => profile.client.dashboards.deleteDashboard({ params: on() })],
    [
      "the anonymous user is suspended",
      () => profile.client.users.suspendUser({ params: { profileId: profile.id, userId: anonymousId }, body: {} }),
    ],
    ["the anonymous user is deleted", () => profile.client.users.deleteUser({ params: { profileId: profile.id, userId: anonymousId } })],
  ];
  test.each(endings)("when %s", async (_title, end) => {
    await allowAnonymous();
    const { id, token } = await share();
    await open(token);
    await end(id);
    await expect(open(token)).rejects.toMatchObject({ status: 401 });
    await expect(latchkey.client(token).portal.openShare(slug())).rejects.toMatchObject({ status: 401 });
  });

  test("a revoked link cannot be revoked again, nor through another dashboard", async () => {
    const { id } = await share();
    const other = await latchkey.make.aDashboard(profile);
    await expect(profile.client.sharing.deleteShare({ params: { ...on(), dashboardId: other.id, shareId: id } })).rejects.toMatchObject(
      missing,
    );
    await profile.client.sharing.deleteShare({ params: { ...on(), shareId: id } });
    await expect(profile.client.sharing.deleteShare({ params: { ...on(), shareId: id } })).rejects.toMatchObject(missing);
  });

  test("a reinstated anonymous user brings its links back", async () => {
    await allowAnonymous();
    const { token } = await share();
    const userId = { params: { profileId: profile.id, userId: anonymousId } };
    await profile.client.users.suspendUser({ ...userId, body: {} });
    await profile.client.users.reinstateUser(userId);
    await expect(open(token)).resolves.toBeDefined();
  });
});

test("without an anonymous user no link is made, and the answer says what to do", async () => {
  const own = await latchkey.make.aProfile();
  const dashboard = await latchkey.make.aDashboard(own);
  const params = { profileId: own.id, dashboardId: dashboard.id };
  const changed = await changedTables(latchkey.db, () =>
    expect(own.client.sharing.createShare({ params, body: {} })).rejects.toMatchObject({ status: 409, code: "sharing.no_anonymous_user" }),
  );
  expect(changed).toEqual([]);
});

test("a link to a dashboard that does not exist is not made", async () => {
  const params = { ...on(), dashboardId: "a".repeat(24) };
  await expect(profile.client.sharing.createShare({ params, body: {} })).rejects.toMatchObject(missing);
  await expect(profile.client.sharing.listShares({ params })).rejects.toMatchObject(missing);
});

test("when a link was last opened is known to the minute", async () => {
  const { token } = await share();
  const lastOpenedAt = async () => (await profile.client.sharing.listShares({ params: on() })).items[0]?.lastOpenedAt;
  expect(await lastOpenedAt()).toBeNull();
  await latchkey.client(token).portal.openShare(slug());
  expect(await lastOpenedAt()).toBe(latchkey.clock.now().toISOString());
});

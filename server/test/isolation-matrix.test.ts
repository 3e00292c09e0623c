/**
 * Class 10 of docs/security: tenant isolation. Made from the route table, so that no route can escape it:
 * every route × every kind of caller × foreign profiles and foreign objects.
 */
import type { Guard } from "@latchkey/contract";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newSecretToken } from "../src/platform/secret-tokens.ts";
import { changedTables, databaseState } from "./database-state.ts";
import { everyRoute, rightfulToken, toRequest, type NamedRoute } from "./every-route.ts";
import { sampleCalls } from "./sample-calls.ts";
import { aScene, delegatedRights, everythingFor, type Scene } from "./scene.ts";
import { startTestApp, type TestApp } from "./test-app.ts";

let latchkey: TestApp;
/** Whose profile is called. */
let home: Scene;
/** Where strangers come from. */
let abroad: Scene;
let worthless: Record<string, string>;

beforeAll(async () => {
  latchkey = await startTestApp();
  [home, abroad] = [await aScene(latchkey), await aScene(latchkey)];
  worthless = await makeWorthlessTokens();
}, 60_000);
afterAll(() => latchkey.close());

interface Right {
  actions: readonly string[];
  resource: { type: string };
}

/** What every run user of a scene may do, and what a policy gives to some people besides. */
const seeDashboards: Right[] = [{ actions: ["access"], resource: { type: "dashboard" } }];

interface Caller {
  title: string;
  kind:
    | "nobody"
    | "administrator"
    | "super_administrator"
    | "limited"
    | "run_user"
    | "share"
    | "widget_share"
    | "api_token"
    | "analysis"
    | "device";
  isHome: boolean;
  permission?: "full" | "read" | "write";
  /** What roles and policies allow whoever is governed by them. */
  rights?: readonly Right[];
  token(): string | undefined;
}

const callers: Caller[] = [
  { title: "nobody", kind: "nobody", isHome: false, token: () => undefined },
  { title: "an administrator of another profile", kind: "administrator", isHome: false, token: () => abroad.tokens.administrator },
  { title: "an administrator of this profile", kind: "administrator", isHome: true, token: () => home.tokens.administrator },
  { title: "a limited administrator without any right", kind: "limited", isHome: true, rights: [], token: () => home.tokens.idle },
  {
    title: "a limited administrator who may edit users",
    kind: "limited",
    isHome: true,
    rights: delegatedRights,
    token: () => home.tokens.limited,
  },
  {
    title: "a limited administrator of another profile",
    kind: "limited",
    isHome: false,
    rights: delegatedRights,
    token: () => abroad.tokens.limited,
  },
  { title: "a run user of this profile", kind: "run_user", isHome: true, rights: seeDashboards, token: () => home.tokens.runUser },
  {
    title: "a run user of this profile who may edit users",
    kind: "run_user",
    isHome: true,
    rights: [...seeDashboards, ...delegatedRights],
    token: () => home.tokens.delegate,
  },
  {
    title: "a run user of another profile who may edit users there",
    kind: "run_user",
    isHome: false,
    rights: [...seeDashboards, ...delegatedRights],
    token: () => abroad.tokens.delegate,
  },
  { title: "a run user of another profile", kind: "run_user", isHome: false, token: () => abroad.tokens.runUser },
  { title: "a share link of this profile", kind: "share", isHome: true, token: () => home.tokens.share },
  { title: "a share link of another profile", kind: "share", isHome: false, token: () => abroad.tokens.share },
  { title: "a link to one widget of this profile", kind: "widget_share", isHome: true, token: () => home.tokens.widgetShare },
  { title: "a link to one widget of another profile", kind: "widget_share", isHome: false, token: () => abroad.tokens.widgetShare },
  { title: "a reading API token of this profile", kind: "api_token", isHome: true, permission: "read", token: () => home.tokens.read },
  { title: "a writing API token of this profile", kind: "api_token", isHome: true, permission: "write", token: () => home.tokens.write },
  { title: "a full API token of this profile", kind: "api_token", isHome: true, permission: "full", token: () => home.tokens.full },
  {
    title: "a reading API token of another profile",
    kind: "api_token",
    isHome: false,
    permission: "read",
    token: () => abroad.tokens.read,
  },
  {
    title: "a writing API token of another profile",
    kind: "api_token",
    isHome: false,
    permission: "write",
    token: () => abroad.tokens.write,
  },
  { title: "a full API token of another profile", kind: "api_token", isHome: false, permission: "full", token: () => abroad.tokens.full },
  { title: "an analysis that no policy speaks about", kind: "analysis", isHome: true, rights: [], token: () => home.tokens.analysis },
  { title: "an analysis of another profile", kind: "analysis", isHome: false, token: () => abroad.tokens.analysis },
  { title: "a device of this profile", kind: "device", isHome: true, token: () => home.tokens.device },
  { title: "a device of another profile", kind: "device", isHome: false, token: () => abroad.tokens.device },
  ...["expiredToken", "deletedToken", "endedSession", "renewedDevice", "madeUp", "madeUpDevice", "empty"].map((name): Caller => ({
    title: `a worthless token (${name})`,
    kind: "nobody",
    isHome: false,
    token: () => worthless[name],
  })),
];

type Promised = { is: "let in" } | { is: "by policy" } | { is: "refused"; status: number; code: string };
const letIn: Promised = { is: "let in" };
const notSignedIn: Promised = { is: "refused", status: 401, code: "http.not_signed_in" };
const notAllowed: Promised = { is: "refused", status: 403, code: "http.not_allowed" };
const notFound: Promised = { is: "refused", status: 404, code: "http.not_found" };

/** What the words of the contract's `Guard` promise, written down a second time. */
function promiseOf(route: NamedRoute["spec"], caller: Caller): Promised {
  const { guard, method } = route;
  if (guard.who === "public") return letIn;
  if (caller.kind === "nobody") return notSignedIn;

  switch (guard.who) {
    case "administrator":
      return isAdministrator(caller) ? letIn : notAllowed;
    case "console":
      return isAdministrator(caller) || (caller.kind === "run_user" && mayUseConsole(caller)) ? letIn : notAllowed;
    case "super_administrator":
      return notAllowed;
    case "device":
      return caller.kind === "device" ? letIn : notAllowed;
    case "portal":
      if (caller.kind === "widget_share") return promiseOfWidgetLink(route, caller);
      return caller.isHome && (caller.kind === "run_user" || (caller.kind === "share" && guard.anonymous)) ? letIn : notSignedIn;
    case "account":
      // The place of the sample calls is the portal.
      return caller.isHome && caller.kind === "run_user" ? letIn : notSignedIn;
    case "profile":
      return promiseOfProfile(guard, caller, method);
  }
}

/** What names no dashboard is about the link; what names one must name the widget too. */
function promiseOfWidgetLink({ guard, path }: NamedRoute["spec"], caller: Caller): Promised {
  if (!caller.isHome || guard.who !== "portal" || !guard.anonymous) return notSignedIn;
  return !path.includes(":dashboardId") || path.includes(":widgetId") ? letIn : notFound;
}

function promiseOfProfile(guard: Extract<Guard, { who: "profile" }>, caller: Caller, method: string): Promised {
  if (!caller.isHome) return notFound;
  switch (caller.kind) {
    case "administrator":
      return letIn;
    case "api_token": {
      const isWrite = "writes" in guard ? guard.writes : method !== "GET";
      return caller.permission === "full" || (caller.permission === "write") === isWrite ? letIn : notAllowed;
    }
    case "analysis":
    case "limited":
    case "run_user":
      return promiseOfGoverned(guard, caller);
    default:
      return notFound;
  }
}

/** To a run user who has nothing to do in the console, its routes do not exist: but for what a policy lets them see. */
function promiseOfGoverned(guard: Extract<Guard, { who: "profile" }>, caller: Caller): Promised {
  const { rights = [] } = caller;
  const holds = ({ resource, action }: { resource: string; action: string }) =>
    rights.some((right) => right.resource.type === resource && right.actions.includes(action));
  if ("resource" in guard && holds(guard)) return letIn;
  if (caller.kind === "run_user" && !mayUseConsole(caller)) return notFound;
  if ("resource" in guard) return { is: "by policy" };
  return "anyRight" in guard && caller.kind !== "analysis" && mayUseConsole(caller) ? letIn : notAllowed;
}

function isAdministrator({ kind }: Caller): boolean {
  return kind === "administrator" || kind === "limited";
}

function mayUseConsole({ rights = [] }: Caller): boolean {
  return rights.some((right) => right.actions.includes("edit"));
}

async function refusalProblem(route: NamedRoute, caller: Caller, promised: Promised): Promise<string | null> {
  // Limits by address come before the guard: each caller has one of their own.
  const remoteAddress = `10.2.0.${callers.indexOf(caller)}`;
  const answer = await latchkey.request({ ...toRequest(route, home, { token: caller.token() }), remoteAddress });
  const got = `${route.spec.method} ${route.spec.path} (${route.name}) answered ${answer.statusCode} ${answer.body.slice(0, 120)}`;

  if (promised.is === "refused") {
    const isKept = answer.statusCode === promised.status && answer.json().code === promised.code;
    return isKept ? null : `${got}, promised ${promised.status} ${promised.code}`;
  }
  // By policy, and there is none: a list is empty, everything else is refused.
  if (answer.statusCode === 200) return answer.json().items?.length === 0 ? null : `${got}, promised nothing`;
  return answer.statusCode === 403 || answer.statusCode === 404 ? null : `${got}, promised 403 or 404`;
}

describe("each route × each caller", () => {
  test.each(callers.map((caller) => [caller.title, caller] as const))(
    "%s gets exactly the refusals that the guards promise, and writes nothing",
    async (_title, caller) => {
      const before = await databaseState(latchkey.db);
      const problems: string[] = [];
      let refused = 0;
      for (const route of everyRoute) {
        const promised = promiseOf(route.spec, caller);
        if (promised.is === "let in") continue;
        refused += 1;
        const problem = await refusalProblem(route, caller, promised);
        if (problem !== null) problems.push(problem);
      }

      expect(problems).toEqual([]);
      expect(refused).toBeGreaterThan(0);
      expect(await databaseState(latchkey.db)).toEqual(before);
    },
  );

  test("a super administrator finds nothing in profiles that do not exist, the deployment's own id included", async () => {
    const before = await databaseState(latchkey.db);
    const problems: string[] = [];
    for (const profileId of ["0".repeat(24), "f".repeat(24)]) {
      for (const route of everyRoute.filter(({ spec }) => spec.guard.who === "profile")) {
        const answer = await latchkey.request(toRequest(route, home, { token: home.root.token, params: { profileId } }));
        if (answer.statusCode !== 404) problems.push(`${route.name} in ${profileId} answered ${answer.statusCode}`);
      }
    }
    expect(problems).toEqual([]);
    expect(await databaseState(latchkey.db)).toEqual(before);
  });
});

describe("each route × each foreign object", () => {
  const strangers = [
    ["an administrator", () => home.tokens.administrator],
    ["a super administrator", () => home.root.token],
    ["a full API token", () => home.tokens.full],
    ["an analysis that may do everything", () => home.tokens.analysis],
    ["a limited administrator who may do everything", () => home.tokens.limited],
    ["a run user who may do everything", () => home.tokens.delegate],
    ["a run user who may see every dashboard", () => home.tokens.runUser],
    ["a share link", () => home.tokens.share],
    ["a link to one widget", () => home.tokens.widgetShare],
  ] as const;

  beforeAll(async () => {
    const scripts = [{ subject: "analysis" as const, match: "any" as const }];
    await latchkey.make.aPolicy(home.profile, { targets: scripts, permissions: everythingFor("analysis") });
    const people = [
      { subject: "administrator" as const, match: "id" as const, id: home.limitedId },
      { subject: "run_user" as const, match: "id" as const, id: home.delegateId },
    ];
    for (const target of people) {
      await latchkey.make.aPolicy(home.profile, { targets: [target], permissions: everythingFor(target.subject) });
    }
  });

  test.each(strangers)("%s finds no object of another profile under its own, and writes nothing", async (_title, token) => {
    expect(await findReachable(token(), (route) => foreignParams(route, abroad))).toEqual({ reachable: [], changed: [] });
  });

  test("a widget or a link is found under its own dashboard only", async () => {
    const other = await latchkey.make.aDashboard(home.profile);
    const nested = ({ spec }: NamedRoute) => (/:(widgetId|shareId)/.test(spec.path) ? [{ dashboardId: other.id }] : []);
    expect(await findReachable(home.tokens.administrator, nested)).toEqual({ reachable: [], changed: [] });
  });

  test("a link to one widget finds no other widget of its dashboard", async () => {
    const siblings = ({ spec }: NamedRoute) => (spec.path.includes(":widgetId") ? [{ widgetId: home.formWidgetId }] : []);
    expect(await findReachable(home.tokens.widgetShare, siblings)).toEqual({ reachable: [], changed: [] });
  });

  test("an object that does not exist answers exactly as one of another profile", async () => {
    const withoutRequestId = (body: string) => body.replaceAll(/"requestId":"\w+"/g, "");
    for (const route of everyRoute.filter(({ spec }) => spec.guard.who === "profile")) {
      for (const foreign of foreignParams(route, abroad)) {
        const unknown = Object.fromEntries(Object.keys(foreign).map((name) => [name, "e".repeat(24)]));
        const [a, b] = [
          await latchkey.request(toRequest(route, home, { token: home.tokens.administrator, params: foreign })),
          await latchkey.request(toRequest(route, home, { token: home.tokens.administrator, params: unknown })),
        ];
        expect({ name: route.name, status: a.statusCode, body: withoutRequestId(a.body) }).toEqual({
          name: route.name,
          status: b.statusCode,
          body: withoutRequestId(b.body),
        });
      }
    }
  });

  /** Calls every route with each set of parameters; answers what was not refused, and which tables were written. */
  async function findReachable(token: string, paramsOf: (route: NamedRoute) => Record<string, string>[]) {
    const reachable: string[] = [];
    const changed = await changedTables(latchkey.db, async () => {
      for (const route of everyRoute.filter(({ spec }) => spec.guard.who === "profile" || spec.guard.who === "portal")) {
        for (const params of paramsOf(route)) {
          const { statusCode, body } = await latchkey.request(toRequest(route, home, { token, params }));
          // Callers of the wrong kind are refused before any object is looked for; that is the matrix above.
          const isRefused = statusCode === 404 || (statusCode >= 401 && statusCode <= 403 && isWrongKind(route, token));
          if (!isRefused) reachable.push(`${route.name} with foreign ${Object.keys(params).join()}: ${statusCode} ${body.slice(0, 100)}`);
        }
      }
    });
    return { reachable, changed };
  }

  function isWrongKind({ spec: { guard } }: NamedRoute, token: string): boolean {
    const { runUser, share, widgetShare, delegate, analysis, limited } = home.tokens;
    const isLink = token === share || token === widgetShare;
    if (guard.who === "portal") return !(isLink ? guard.anonymous : [runUser, delegate].includes(token));
    return [analysis, limited, delegate].includes(token) && "unrestricted" in guard;
  }
});

/** Each object of the path in turn replaced by another profile's; `profileId` and `slug` stay. */
function foreignParams({ name, spec }: NamedRoute, from: Scene): Record<string, string>[] {
  const names = [...spec.path.matchAll(/:(\w+)/g)]
    .map((match) => match[1] ?? "")
    // Versions are counted, and buttons named, within an object whose own id is replaced in its turn.
    .filter((param) => !["profileId", "slug", "version", "buttonId"].includes(param))
    // Another application may give any id: one that nothing here has is created, in the caller's own profile.
    .filter((param) => name !== "resourceTypes.saveObject" || param !== "objectId");
  const theirs = { ...from.params, ...sampleCalls[name].params?.(from) };
  return names.map((param) => ({ [param]: theirs[param] ?? "" }));
}

test("who was let in above is let in for a reason: the rightful caller of each reading route succeeds", async () => {
  for (const route of everyRoute.filter(({ spec }) => spec.method === "GET")) {
    await sampleCalls[route.name].before?.(latchkey, home);
    const answer = await latchkey.request(toRequest(route, home, { token: rightfulToken(route, home) }));
    expect({ name: route.name, status: answer.statusCode }).toEqual({ name: route.name, status: 200 });
  }
});

async function makeWorthlessTokens(): Promise<Record<string, string>> {
  const client = latchkey.client(home.tokens.administrator);
  const params = { profileId: home.profile.id };
  const soon = new Date(latchkey.clock.now().getTime() + 60_000).toISOString();
  const expiring = await client.tokens.createToken({ params, body: { name: "Expiring", permission: "full", expiresAt: soon } });
  const deleted = await client.tokens.createToken({ params, body: { name: "Deleted", permission: "full" } });
  await client.tokens.deleteToken({ params: { ...params, tokenId: deleted.id } });

  const gone = await latchkey.make.anAdministrator({ isSuper: true, profileIds: [home.profile.id] });
  await latchkey.client(gone.token).administrators.signOut();
  const device = await latchkey.make.aDevice(home.profile);
  await client.devices.renewDeviceToken({ params: { ...params, deviceId: device.id } });
  latchkey.clock.advance({ minutes: 2 });

  return {
    expiredToken: expiring.token,
    deletedToken: deleted.token,
    endedSession: gone.token,
    renewedDevice: device.token,
    madeUp: newSecretToken("consoleSession"),
    madeUpDevice: "00000000-0000-4000-8000-000000000000",
    empty: "",
  };
}

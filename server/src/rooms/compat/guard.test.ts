/** Who may call what of TagoIO's API, made from the list of its routes so that none can escape it. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { databaseState } from "../../../test/database-state.ts";
import { aScene, type Scene } from "../../../test/scene.ts";
import { startTestApp, type TestApp } from "../../../test/test-app.ts";
import { tagoRoutes } from "./index.ts";
import type { TagoRoute, TokenKind } from "./wire/tago-route.ts";

let latchkey: TestApp;
let scene: Scene;
let stranger: Scene;
let acting: { reading: string; writing: string };
beforeAll(async () => {
  latchkey = await startTestApp();
  [scene, stranger] = [await aScene(latchkey), await aScene(latchkey)];
  acting = { reading: await actAs({ mayWrite: false }), writing: await actAs({ mayWrite: true }) };
}, 60_000);
afterAll(() => latchkey.close());

const unused = async () => Promise.reject(new Error("no route of the list is called by itself"));
const routes = tagoRoutes({ services: { authenticate: unused } as never, policySets: undefined as never });
const guarded = routes.filter((route) => !route.tokens.includes("none"));

interface Caller {
  title: string;
  /** Null for whoever TagoIO's API does not know. */
  kind: TokenKind | null;
  token: () => string | undefined;
  /** Which of the routes for this kind are closed to this caller all the same. */
  isClosed?: (route: TagoRoute) => boolean;
}

const isWriting = (route: TagoRoute) => route.method !== "GET" || route.writes === true;

const callers: Caller[] = [
  { title: "nobody", kind: null, token: () => undefined },
  { title: "a made-up token", kind: null, token: () => "00000000-0000-4000-8000-000000000000" },
  { title: "an administrator's session", kind: null, token: () => scene.tokens.administrator },
  { title: "a super administrator's session", kind: null, token: () => scene.root.token },
  { title: "a limited administrator's session", kind: null, token: () => scene.tokens.limited },
  { title: "a full profile token", kind: "profile", token: () => scene.tokens.full },
  { title: "a reading profile token", kind: "profile", token: () => scene.tokens.read, isClosed: isWriting },
  { title: "a writing profile token", kind: "profile", token: () => scene.tokens.write, isClosed: (route) => !isWriting(route) },
  { title: "an analysis", kind: "analysis", token: () => scene.tokens.analysis },
  { title: "a device", kind: "device", token: () => scene.tokens.device },
  { title: "a run user", kind: "run_user", token: () => scene.tokens.runUser },
  {
    title: "a run user of another profile",
    kind: "run_user",
    token: () => stranger.tokens.runUser,
    isClosed: (route) => route.path.includes("/:url/"),
  },
  { title: "a share link", kind: "anonymous", token: () => scene.tokens.share },
  {
    title: "whoever acts as a user and may only read",
    kind: "run_user",
    token: () => acting.reading,
    isClosed: (route) => isWriting(route) || route.isOwnAccount === true,
  },
  {
    title: "whoever acts as a user and may write",
    kind: "run_user",
    token: () => acting.writing,
    isClosed: (route) => route.isOwnAccount === true,
  },
];

test("every route of the list is served", () => {
  const missing = routes.filter(({ method, path }) => !latchkey.app.http.hasRoute({ method, url: `/tagoio${path}` }));
  expect(missing.map(({ method, path }) => `${method} ${path}`)).toEqual([]);
  expect(guarded.length).toBeGreaterThan(80);
});

describe("each route × each caller of the wrong kind", () => {
  test.each(callers.map((caller) => [caller.title, caller] as const))(
    "%s is told `Authorization Denied` in TagoIO's own form, and writes nothing",
    async (_title, { kind, token, isClosed }) => {
      const before = await databaseState(latchkey.db);
      const closed = guarded.filter((route) => kind === null || !route.tokens.includes(kind) || isClosed?.(route));
      const wrong: string[] = [];
      for (const route of closed) {
        const { statusCode, body } = await call(route, token());
        const answer = JSON.parse(body) as { status?: unknown; message?: unknown };
        const isDenied = statusCode === 401 && answer.status === false && String(answer.message).startsWith("Authorization Denied");
        if (!isDenied) wrong.push(`${route.method} ${route.path} answered ${statusCode} ${body.slice(0, 120)}`);
      }

      expect(wrong).toEqual([]);
      expect(closed.length).toBeGreaterThan(0);
      expect(await databaseState(latchkey.db)).toEqual(before);
    },
  );

  test("a session is not taken from a cookie: pages of other sites may call this API", async () => {
    const cookie = `latchkey-portal-${scene.profile.slug}=${scene.tokens.runUser}; latchkey-console=${scene.tokens.administrator}`;
    const statuses = new Set<number>();
    for (const route of guarded) statuses.add((await call(route, undefined, { cookie })).statusCode);
    expect([...statuses]).toEqual([401]);
  });
});

test("what asks for a recent proof in the portal asks for it here too", async () => {
  const route = routes.find(({ path }) => path === "/run/:url/delete");
  expect(route?.proof).toBe("recent");
  latchkey.clock.advance({ minutes: 20 });
  const answer = route && (await call(route, scene.tokens.runUser));
  expect([answer?.statusCode, answer?.json().status]).toEqual([403, false]);
});

test.each(["", "nonsense", "s-", "c-none"])("the event stream refuses the token %j", async (token) => {
  const answer = await latchkey.request({ method: "GET", url: `/events?channels=notification&token=${token}` });
  expect([answer.statusCode, answer.json()]).toMatchObject([401, { status: false, message: "Authorization Denied" }]);
});

function call(route: TagoRoute, token: string | undefined, headers: Record<string, string> = {}) {
  const url = route.path.replaceAll(/:(\w+)/g, (_all, name: string) => valueOf(name));
  return latchkey.request({
    method: route.method,
    url: `/tagoio${url}`,
    headers: { ...headers, ...(token === undefined ? {} : { token }) },
    ...(route.method === "GET" ? {} : { payload: {} }),
  });
}

function valueOf(name: string): string {
  return { url: scene.profile.slug, id: scene.params["userId"], type: "email" }[name] ?? "0".repeat(24);
}

/** The token of a session as the user, which is in a cookie. */
async function actAs(body: { mayWrite: boolean }): Promise<string> {
  const { profileId, userId } = scene.params;
  const answer = await latchkey.request({
    method: "POST",
    url: `/api/v1/profiles/${profileId}/users/${userId}/login-as`,
    headers: { authorization: `Bearer ${scene.tokens.administrator}` },
    payload: { reason: "ticket 17", ...body },
  });
  expect(answer.statusCode).toBe(201);
  return answer.cookies.find(({ name }) => name.includes("portal"))?.value ?? "";
}

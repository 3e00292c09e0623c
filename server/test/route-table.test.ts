/** What holds for every route of the contract, checked from the route table so that a new route is checked too. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { auditedSince, auditIds, databaseState } from "./database-state.ts";
import { expectHonest, hostLies, mailingRoutes, mailsMadeBy } from "./host-lies.ts";
import { everyRoute, rightfulToken, toRequest, type NamedRoute } from "./every-route.ts";
import { sampleCalls } from "./sample-calls.ts";
import { aScene, type Scene } from "./scene.ts";
import { startTestApp, type TestApp } from "./test-app.ts";

let latchkey: TestApp;
beforeAll(async () => {
  latchkey = await startTestApp();
});
afterAll(() => latchkey.close());

const titled = (routes: readonly NamedRoute[]) => routes.map((route) => [route.name, route] as const);

describe("the route table", () => {
  test("every route has a sample call, and every sample call has a route", () => {
    expect(everyRoute.map((route) => route.name).toSorted()).toEqual(Object.keys(sampleCalls).toSorted());
  });

  test("the server registers exactly the routes of the contract", () => {
    const described = (list: { method: string; path: string }[]) => list.map(({ method, path }) => `${method} ${path}`).toSorted();
    expect(described(latchkey.app.routes.map((route) => route.spec))).toEqual(described(everyRoute.map((route) => route.spec)));
  });

  test("whatever else the server answers without asking who calls is on this list", () => {
    const guarded = new Set(everyRoute.map(({ spec }) => spec.path));
    const others = registeredPaths(latchkey).filter((path) => !guarded.has(path));
    // Fastify prints a wildcard without the folder before it; only files on disk are served by one.
    const isFile = (path: string) => path.endsWith("*");
    const isPage = (path: string) => path === "/console" || path === "/p/:slug" || path === "/api/docs" || path.startsWith("/api/docs/");

    // TagoIO's API is a wire format of its own, with tokens of its own; rooms/compat/guard.test.ts asks every call of it who may.
    const isTagoio = (path: string) => path === "/events" || path.startsWith("/tagoio/");

    const unexpected = others.filter((path) => !isFile(path) && !isPage(path) && !isTagoio(path));
    expect(unexpected.toSorted()).toEqual(["/", "/api/errors", "/api/openapi.json", "/api/policy-reports", "/livez", "/readyz"]);
  });

  test("no two routes answer the same method and address", () => {
    const addresses = everyRoute.map(({ spec }) => `${spec.method} ${spec.path.replaceAll(/:\w+/g, ":")}`);
    expect(addresses.filter((address, index) => addresses.indexOf(address) !== index)).toEqual([]);
  });

  test("a route that takes objects of a profile by id is behind a guard, never public", () => {
    const open = everyRoute.filter(({ spec }) => spec.guard.who === "public" && /:\w+Id/.test(spec.path));
    // These two tell addresses that are made of the id alone: nothing is looked up, and every id gets the same.
    expect(open.map((route) => route.name)).toEqual(["authzen.getConfiguration", "authzen.getConfigurationBelow"]);
  });

  test("a route where a secret is guessed has a limit of its own, counted by address or by caller", () => {
    const guessing = everyRoute.filter(
      ({ spec }) => spec.method !== "GET" && (spec.guard.who === "public" || spec.path.endsWith("password")),
    );
    for (const { name, spec } of guessing)
      expect({ name, isLimited: (spec.rateLimit?.requestsPerMinuteMax ?? 1000) <= 60 }).toEqual({ name, isLimited: true });
    expect(guessing.length).toBeGreaterThan(5);
  });
});

// The first administrator cannot be created a second time: its own test is administrators.routes.test.ts.
const succeeding = everyRoute.filter((route) => route.name !== "administrators.completeSetup");

describe("the rightful caller", () => {
  // Reading leaves a scene as it was; everything else gets one of its own.
  let shared: Promise<Scene> | undefined;
  const sharedScene = () => (shared ??= aScene(latchkey));
  const mailed = new Set<string>();

  test.each(titled(succeeding))("%s answers as the contract says and leaves exactly the audit entries it must", async (name, route) => {
    const sample = sampleCalls[name];
    const scene = route.spec.method === "GET" ? await sharedScene() : await aScene(latchkey);
    await sample.before?.(latchkey, scene);
    const request = toRequest(route, scene, { token: rightfulToken(route, scene) });

    const mails = await mailsMadeBy(latchkey, async () => {
      const known = await auditIds(latchkey.db);
      const answer = await latchkey.request({ ...request, headers: { ...request.headers, ...hostLies[0] } });
      expect({ status: answer.statusCode, body: answer.statusCode >= 400 ? answer.body : "" }).toEqual({
        status: route.spec.answer.status,
        body: "",
      });
      expect(await auditedSince(latchkey.db, known)).toEqual(sample.audits ?? []);
    });
    expectHonest(mails);
    if (mails.length > 0) mailed.add(name);
  });

  test("every route that makes a message is listed as one", () => {
    expect([...mailed].toSorted()).toEqual(mailingRoutes.toSorted());
  });

  test("every route that changes something writes one entry; a file is many changes, signing up signs in too, and data is not a change", () => {
    const writing = succeeding.filter(({ spec }) => spec.method !== "GET");
    const others = writing.filter(({ name }) => sampleCalls[name].audits?.length !== 1).map((route) => route.name);
    expect(others.toSorted()).toEqual(
      [
        "access.explain",
        "access.previewPolicy",
        "accessFiles.applyAccess",
        "accessFiles.planAccess",
        "authzen.evaluate",
        "authzen.evaluateMany",
        "authzen.searchActions",
        "authzen.searchResources",
        "authzen.searchSubjects",
        "devices.sendData",
        "devices.sendOwnData",
        "factors.startFactor",
        "impact.compareAccess",
        "impact.listImpact",
        "bulkTags.previewBulkTags",
        "impact.previewImpact",
        "policyVersions.runAllPolicyTests",
        "policyVersions.runPolicyTests",
        "portal.confirmSignUp",
        "proofs.startProof",
        "proofs.sendProofCode",
        "signIn.confirmEnrolment",
        "signIn.requestPasswordReset",
        "signIn.requestSignInCode",
        "signIn.sendSecondFactorCode",
        "signIn.signInWithNewPassword",
        "signIn.startEnrolment",
        "signIn.startPasskeySignIn",
        "signIn.startSecondFactorPasskey",
        "simulator.getMatrix",
        "simulator.replayDecisions",
        "simulator.simulate",
        "tagKeys.previewTagRename",
        "whoCan.listWhoCan",
      ].toSorted(),
    );
  });
});

describe("a rate limit", () => {
  const defaultMax = 5;
  let limited: TestApp;
  let scene: Scene;
  beforeAll(async () => {
    limited = await startTestApp({ requestsPerMinuteMax: defaultMax });
    scene = await aScene(limited);
  });
  afterAll(() => limited.close());

  test.each(titled(everyRoute))("%s refuses the call after its limit with 429 and says when to come back", async (_name, route) => {
    const limit = route.spec.rateLimit?.requestsPerMinuteMax ?? defaultMax;
    // An address of its own for each route, and a body that is refused: the limit must count refused calls too.
    const remoteAddress = `10.1.${everyRoute.indexOf(route)}.1`;
    const request = { ...toRequest(route, scene, { headers: { "content-type": "application/json" } }), payload: "{", remoteAddress };
    const statuses: number[] = [];
    for (let call = 0; call < limit; call += 1) statuses.push((await limited.request(request)).statusCode);
    const before = await databaseState(limited.db);
    const refused = await limited.request(request);

    expect(statuses).not.toContain(429);
    expect(refused.statusCode).toBe(429);
    expect(refused.json()).toMatchObject({ code: "http.too_many_requests", status: 429 });
    expect(Number(refused.headers["retry-after"])).toBeGreaterThan(0);
    expect(Number(refused.headers["retry-after"])).toBeLessThanOrEqual(60);
    expect(await databaseState(limited.db)).toEqual(before);
  });

  test("a limit by caller counts each caller for itself", async () => {
    const [one, other] = [await limited.make.anAdministrator({ profileIds: [scene.profile.id] }), scene.administrator];
    const call = (token: string) =>
      limited.request({ method: "GET", url: "/api/v1/profiles", headers: { authorization: `Bearer ${token}` } });
    for (let count = 0; count < defaultMax; count += 1) await call(one.token);

    expect((await call(one.token)).statusCode).toBe(429);
    expect((await call(other.token)).statusCode).toBe(200);
  });
});

/** Every path that Fastify knows, read from its own tree. */
function registeredPaths({ app }: TestApp): string[] {
  const open: string[] = [];
  const paths: string[] = [];
  for (const line of app.http.printRoutes({ commonPrefix: false }).split("\n")) {
    const match = /^([│├└─ ]*)(.*?)( \(([A-Z, -]+)\))?$/.exec(line);
    const depth = (match?.[1] ?? "").length / 4;
    open[depth] = match?.[2] ?? "";
    if (match?.[3] !== undefined)
      paths.push(
        open
          .slice(0, depth + 1)
          .join("")
          .replace(/^\/\//, "/")
          .replace(/^\/([^/])/, "/$1"),
      );
  }
  return [...new Set(paths)];
}

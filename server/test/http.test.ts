/** What every answer carries, whatever the route: headers, request ids, health, documents, and errors that explain themselves. */
import { apiRoutes } from "@latchkey/contract";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createHttpServer } from "../src/http/http-server.ts";
import { sendPage } from "../src/http/security-headers.ts";
import { listErrorDefinitions } from "../src/platform/errors.ts";
import { everyRoute, rightfulToken, toRequest } from "./every-route.ts";
import { aScene, type Scene } from "./scene.ts";
import { startTestApp, type TestApp } from "./test-app.ts";

let latchkey: TestApp;
let scene: Scene;
beforeAll(async () => {
  latchkey = await startTestApp();
  scene = await aScene(latchkey);
});
afterAll(() => latchkey.close());

const get = (url: string, headers: Record<string, string> = {}) => latchkey.request({ method: "GET", url, headers });
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

/** One of every kind of answer. */
const answers: [string, () => ReturnType<typeof get>][] = [
  ["an answer of the API", () => get("/api/v1/session", bearer(scene.root.token))],
  [
    "an answer without content",
    () =>
      latchkey.request({
        method: "DELETE",
        url: `/api/v1/profiles/${scene.profile.id}/tokens/${scene.params["tokenId"]}`,
        headers: bearer(scene.root.token),
      }),
  ],
  ["a file", () => get(`/api/v1/profiles/${scene.profile.id}/users/export`, bearer(scene.root.token))],
  ["a refusal to strangers", () => get("/api/v1/session")],
  ["an address that no route has", () => get("/nowhere")],
  [
    "a bad request",
    () =>
      latchkey.request({
        method: "POST",
        url: "/api/v1/places/console/sign-in/password",
        payload: "{",
        headers: { "content-type": "application/json" },
      }),
  ],
  ["the list of errors", () => get("/api/errors")],
  ["the OpenAPI document", () => get("/api/openapi.json")],
  ["the page that shows it", () => get("/api/docs/")],
  ["the way to the console", () => get("/")],
  ["a page of the console", () => get("/console/")],
  ["a page of a portal", () => get("/p/any/dashboards")],
  ["the health check", () => get("/livez")],
];

describe("every answer", () => {
  test.each(answers)("%s carries the security headers and a request id, and does not say what it is made with", async (_title, ask) => {
    const { headers } = await ask();
    expect(headers).toMatchObject({
      "x-content-type-options": "nosniff",
      "x-frame-options": "DENY",
      "referrer-policy": "no-referrer",
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-resource-policy": "same-origin",
      "x-request-id": expect.stringMatching(/^[0-9a-f]{24}$/),
    });
    expect(headers).not.toHaveProperty("x-powered-by");
    expect(headers).not.toHaveProperty("server");
    // No other site may read an answer: nothing is ever shared across origins.
    expect(Object.keys(headers).filter((name) => name.startsWith("access-control-"))).toEqual([]);
  });

  test.each(answers)(
    "%s has a content policy that allows nothing by default, no inline code, and no frame around it",
    async (_title, ask) => {
      const policy = String((await ask()).headers["content-security-policy"]);
      expect(policy).toMatch(/(^|;) ?default-src 'none'/);
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toMatch(/unsafe-(inline|eval|hashes)|\*|https?:/);
    },
  );

  test("of the API is never kept by browsers or proxies", async () => {
    for (const [, ask] of answers.slice(0, 4)) expect((await ask()).headers["cache-control"]).toBe("no-store");
  });

  test("has a request id of its own, which the problem repeats; one that the caller sends is not believed", async () => {
    const refused = [await get("/api/v1/session"), await get("/api/v1/session", { "x-request-id": "mine", "request-id": "mine" })];
    const ids = refused.map((answer) => answer.headers["x-request-id"]);
    expect(new Set(ids).size).toBe(2);
    expect(ids).not.toContain("mine");
    expect(refused.map((answer) => answer.json().requestId)).toEqual(ids);
  });

  test("asks browsers to insist on https only where the public address is https", async () => {
    expect((await get("/livez")).headers).not.toHaveProperty("strict-transport-security");
    const secure = await startTestApp({ publicUrl: "https://latchkey.test" });
    const answer = await secure.request({ method: "GET", url: "/livez" });
    expect(answer.headers["strict-transport-security"]).toBe("max-age=31536000");
    await secure.close();
  });
});

describe("a page", () => {
  const html = '<meta name="csp-nonce" content="__CSP_NONCE__"><style nonce="__CSP_NONCE__"></style>';

  async function twoPages() {
    const { platform } = latchkey.app.commandLineContext();
    const app = await createHttpServer({ platform, trustedProxies: [] });
    app.get("/", async (_request, reply) => sendPage(reply, html));
    const pages = [await app.inject("/"), await app.inject("/")];
    await app.close();
    return pages.map((page) => ({ page, nonce: /nonce-([^']+)'/.exec(String(page.headers["content-security-policy"]))?.[1] ?? "" }));
  }

  test("has a nonce of at least 128 bits that no other answer has, in the policy and in the document", async () => {
    const [one, other] = await twoPages();
    expect(Buffer.from(one?.nonce ?? "", "base64").length).toBeGreaterThanOrEqual(16);
    expect(one?.nonce).not.toBe(other?.nonce);
    expect(one?.page.body).toBe(html.replaceAll("__CSP_NONCE__", one?.nonce ?? "none"));
  });

  test("runs scripts of its own origin only, and its nonce is for styles alone", async () => {
    const [one] = await twoPages();
    const policy = String(one?.page.headers["content-security-policy"]);
    const directives = Object.fromEntries(policy.split("; ").map((each) => [each.split(" ")[0], each.split(" ").slice(1)]));
    expect(directives["script-src"]).toEqual(["'self'"]);
    expect(directives["style-src"]).toEqual(["'self'", `'nonce-${one?.nonce}'`]);
    expect(directives["connect-src"]).toEqual(["'self'"]);
    expect(directives["base-uri"]).toEqual(["'none'"]);
    expect(directives["form-action"]).toEqual(["'self'"]);
    expect(directives).not.toHaveProperty("object-src");
    expect(one?.page.headers["cache-control"]).toBe("no-store");
  });

  test("is the same document for every address of its app, and never leaves the folder of its files", async () => {
    for (const url of ["/console", "/console/", "/console/profiles/x/users?tag=a", "/p/any", "/p/any/dashboards/x"]) {
      const page = await get(url);
      // 503 with a sentence while the web apps have not been built.
      expect([200, 503], url).toContain(page.statusCode);
      expect(page.body, url).not.toContain("__CSP_NONCE__");
    }
    for (const url of [
      "/console/assets/../../../package.json",
      "/console/assets/..%2f..%2f..%2fpackage.json",
      "/console/assets/%2e%2e/index.html",
      "/portal-assets/assets/....//",
    ]) {
      expect((await get(url)).body, url).not.toContain("dependencies");
    }
  });

  test("the root leads to the console by a path, whatever host the caller names", async () => {
    const answer = await get("/", { host: "evil.test", "x-forwarded-host": "evil.test" });
    expect(answer.statusCode).toBe(302);
    expect(answer.headers.location).toBe("/console/");
  });
});

describe("health", () => {
  test("the process says that it lives without asking the database", async () => {
    expect((await get("/livez")).json()).toEqual({ status: "ok" });
  });

  test("the server is ready when the database answers and has every migration", async () => {
    const answer = await get("/readyz");
    expect([answer.statusCode, answer.json()]).toEqual([200, { status: "ok" }]);
  });

  test("a server whose database lacks a migration, or is gone, lives but is not ready, and says no more than that", async () => {
    const other = await startTestApp();
    await sql`delete from migrations where name like '0012%'`.execute(other.db);
    const behind = await other.request({ method: "GET", url: "/readyz" });
    expect([behind.statusCode, behind.json()]).toEqual([503, { status: "not ready" }]);

    await other.db.destroy();
    const gone = await other.request({ method: "GET", url: "/readyz" });
    expect([gone.statusCode, gone.json()]).toEqual([503, { status: "not ready" }]);
    expect((await other.request({ method: "GET", url: "/livez" })).statusCode).toBe(200);
    await other.close();
  });
});

interface Operation {
  summary?: string;
  parameters?: { name: string; in: string; required?: boolean; schema?: object }[];
  requestBody?: { required?: boolean; content: Record<string, { schema: object }> };
  responses: Record<string, { description?: string; content?: Record<string, { schema: object }> }>;
  security?: Record<string, string[]>[];
}
interface OpenApi {
  openapi: string;
  info: { title: string; version: string };
  paths: Record<string, Record<string, Operation>>;
  components: { schemas?: Record<string, object>; securitySchemes: Record<string, object> };
  security: Record<string, string[]>[];
}

describe("the OpenAPI document", () => {
  let document: OpenApi;
  beforeAll(async () => {
    document = (await get("/api/openapi.json")).json();
  });
  const operationOf = ({ spec }: (typeof everyRoute)[number]) =>
    document.paths[spec.path.replaceAll(/:(\w+)/g, "{$1}")]?.[spec.method.toLowerCase()];

  test("is version 3.1 with title and version, and whatever it refers to is in it", () => {
    expect(document.openapi).toBe("3.1.0");
    expect(document.info.title).toBe("Latchkey");
    expect(document.info.version).toMatch(/^\d+\.\d+\.\d+/);
    expect(document.components.securitySchemes).toHaveProperty("token");

    const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map((match) => match[1] ?? "");
    const missing = references.filter((reference) => find(document, reference) === undefined);
    expect(missing).toEqual([]);
  });

  /** What a local reference such as `#/components/schemas/X` names. */
  function find(within: unknown, reference: string): unknown {
    if (!reference.startsWith("#/")) return undefined;
    const steps = reference.slice(2).split("/");
    return steps.reduce<unknown>((place, step) => (place as Record<string, unknown> | undefined)?.[step.replaceAll("~1", "/")], within);
  }

  test("tells of exactly the routes of the contract", () => {
    const described = Object.entries(document.paths).flatMap(([path, operations]) =>
      Object.keys(operations).map((method) => `${method} ${path}`),
    );
    const promised = everyRoute.map(({ spec }) => `${spec.method.toLowerCase()} ${spec.path.replaceAll(/:(\w+)/g, "{$1}")}`);
    expect(described.toSorted()).toEqual(promised.toSorted());
  });

  test.each(everyRoute.map((route) => [route.name, route] as const))("%s has its summary, parameters, body and answers", (_name, route) => {
    const { spec } = route;
    const operation = operationOf(route);
    expect(operation?.summary).toBe(spec.summary);

    const parameters = (operation?.parameters ?? []).map(({ name, in: place }) => `${place} ${name}`);
    const inPath = [...spec.path.matchAll(/:(\w+)/g)].map((match) => `path ${match[1]}`);
    expect(parameters.toSorted()).toEqual([...inPath, ...Object.keys(spec.query?.shape ?? {}).map((name) => `query ${name}`)].toSorted());

    expect(operation?.requestBody?.content["application/json"]?.schema !== undefined).toBe(spec.body !== undefined);
    // A body that may be left out must not be called required.
    if (spec.body) expect(operation?.requestBody?.required ?? false).toBe(!spec.body.safeParse(undefined).success);

    const success = operation?.responses[String(spec.answer.status)];
    expect(success?.description).toBeDefined();
    if (spec.answer.status !== 204) expect(success?.content?.[spec.answer.contentType ?? "application/json"]?.schema).toBeDefined();
    expect(operation?.responses["default"]?.content?.["application/problem+json"]?.schema).toBeDefined();
  });

  test("says which routes need no token", () => {
    for (const route of everyRoute) {
      const security = operationOf(route)?.security ?? document.security;
      expect({ name: route.name, isOpen: security.length === 0 }).toEqual({ name: route.name, isOpen: route.spec.guard.who === "public" });
    }
  });

  test("names no server: it is read at the address where it was found", () => {
    expect(document).not.toHaveProperty("servers");
  });

  test("is shown by a page that loads nothing from elsewhere", async () => {
    const page = await get("/api/docs/");
    const loaded = [...page.body.matchAll(/(?:src|href)="([^"]+)"/g)].map((match) => match[1] ?? "");
    expect(loaded.length).toBeGreaterThan(3);
    expect(loaded.filter((url) => /^(https?:)?\/\//.test(url))).toEqual([]);
    for (const url of loaded) expect((await get(new URL(url, "http://latchkey.test/api/docs/").pathname)).statusCode, url).toBe(200);
  });
});

describe("an error", () => {
  test("of every kind has a place on the page that its type points to", async () => {
    const page = (await get("/api/errors")).body;
    for (const { code, definition } of listErrorDefinitions()) {
      expect(page, code).toContain(`id="${code}"`);
      // Those are TagoIO's own words, which its clients compare.
      if (!code.startsWith("compat.")) expect(definition.title, code).toMatch(/\.$/);
      expect(definition.advice.length, code).toBeGreaterThan(10);
    }
    expect(listErrorDefinitions().length).toBeGreaterThan(20);
  });

  test("answers as problem details with type, title, status, code and request id, and nothing of the cause", async () => {
    for (const route of everyRoute.filter(({ spec }) => spec.guard.who !== "public")) {
      const answer = await latchkey.request(toRequest(route, scene, { token: "c-none" }));
      const problem = answer.json();
      expect(answer.headers["content-type"]).toBe("application/problem+json");
      expect(Object.keys(problem).toSorted()).toEqual(["code", "requestId", "status", "title", "type"]);
      expect(problem.type).toBe(`/api/errors#${problem.code}`);
      expect(problem.status).toBe(answer.statusCode);
    }
  });

  test("in a field names the place in the request", async () => {
    const post = (payload: object) =>
      latchkey.request({ method: "POST", url: `/api/v1/profiles/${scene.profile.id}/users`, headers: bearer(scene.root.token), payload });
    const answer = await post({
      name: "",
      email: "nobody",
      tags: [
        { key: "a", value: "b" },
        { key: "a=b", value: "" },
      ],
    });
    const paths = (answer.json().errors as { path: string }[]).map((error) => error.path);
    expect(paths.toSorted()).toEqual(["body.email", "body.name", "body.tags.1.key", "body.tags.1.value"]);
    const query = await get(`/api/v1/profiles/${scene.profile.id}/users?limit=0`, bearer(scene.root.token));
    expect(query.json().errors[0].path).toBe("query.limit");
    const params = await get("/api/v1/profiles/x", bearer(scene.root.token));
    expect(params.json().errors[0].path).toBe("params.profileId");
  });
});

test("a body that may be left out may be left out", async () => {
  const optional = everyRoute.filter(({ spec }) => spec.body?.safeParse(undefined).success);
  for (const route of optional) {
    const answer = await latchkey.request(toRequest(route, scene, { token: rightfulToken(route, scene), body: undefined }));
    expect({ name: route.name, code: answer.json().code }).not.toMatchObject({ code: "http.bad_request" });
  }
  expect(optional.length).toBeGreaterThan(0);
});

test("the routes of the contract are all below /api/v1, but for those whose addresses AuthZEN prescribes", () => {
  const paths = Object.values(apiRoutes).flatMap((room) => Object.values(room).map((spec) => spec.path));
  expect(paths.filter((path) => !/^\/(api\/v1|authzen|\.well-known\/authzen-configuration)\//.test(path))).toEqual([]);
});

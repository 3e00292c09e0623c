/**
 * Whatever a caller sends, the answer is a refusal that says why, and nothing is written; or it is stored to the letter.
 * Made from the route table, so that a new route is tested without anybody thinking of it.
 */
import Papa from "papaparse";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { changedAt, deeplyNested, everyType, notAnObject, notJson, objectsIn, oddValues, polyglots, textsIn } from "./bad-values.ts";
import { databaseState } from "./database-state.ts";
import { everyRoute, rightfulToken, toRequest, type CallChanges, type NamedRoute } from "./every-route.ts";
import { sampleCalls, type RouteName } from "./sample-calls.ts";
import { aScene, type Scene } from "./scene.ts";
import { startTestApp, type TestApp, type TestNode } from "./test-app.ts";

type Answer = Awaited<ReturnType<TestNode["request"]>>;

let latchkey: TestApp;
let scene: Scene;
beforeAll(async () => {
  latchkey = await startTestApp();
  scene = await aScene(latchkey);
});
afterAll(() => latchkey.close());

const titled = (routes: readonly NamedRoute[]) => routes.map((route) => [route.name, route] as const);
const withBody = everyRoute.filter(({ spec }) => spec.body !== undefined);
/** Reads: what a change does with its query is tested beside it. */
const withQuery = everyRoute.filter(({ spec }) => spec.query !== undefined && spec.method === "GET");
// The standard of decision points ignores fields that it does not know, and calls a body that is no JSON a bad request.
const isDecisionPoint = ({ name }: NamedRoute) => name.startsWith("authzen.");
const withIds = everyRoute.filter(({ spec }) => /:\w+/.test(spec.path));

/** For what is asked of samples before any scene exists: which fields there are. */
const noScene = {
  params: {},
  stash: {},
  administrator: { email: "" },
  user: { email: "" },
  links: { administrator: "", user: "" },
} as Scene;
const sampleOf = (route: NamedRoute) => sampleCalls[route.name].body?.(scene) ?? {};
/** The contract's own opinion: what it accepts is no bad input. */
const isAccepted = (schema: z.ZodType | undefined, value: unknown) => schema?.safeParse(value).success ?? false;

let calls = 0;
const nodes = new Map<RouteName, { node: TestNode; calls: number }>();

/** Limits are counted in real time and are not the matter here: a server has forgotten the calls to another one. */
async function nodeFor({ name, spec }: NamedRoute): Promise<TestNode> {
  const used = nodes.get(name) ?? { node: latchkey, calls: 0 };
  const isSpent = spec.rateLimit?.by === "caller" && used.calls >= spec.rateLimit.requestsPerMinuteMax;
  const next = isSpent ? { node: await latchkey.anotherNode(), calls: 1 } : { ...used, calls: used.calls + 1 };
  nodes.set(name, next);
  return next.node;
}

async function send(route: NamedRoute, changes: CallChanges & { raw?: string | Buffer } = {}): Promise<Answer> {
  calls += 1;
  const { raw, ...others } = changes;
  const request = toRequest(route, scene, { token: rightfulToken(route, scene), ...others });
  const node = await nodeFor(route);
  return node.request({
    ...request,
    remoteAddress: `10.${(calls >> 16) & 255}.${(calls >> 8) & 255}.${calls & 255}`,
    headers: { ...request.headers, ...(raw === undefined ? {} : { "content-type": "application/json" }), ...changes.headers },
    ...(raw === undefined ? {} : { payload: raw }),
  });
}

/** What is wrong with an answer that should be a refusal; null when nothing is. */
function refusalProblem(answer: Answer, sent: unknown, statuses: readonly number[] = [400]): string | null {
  const told = `${typeof sent === "string" ? sent.slice(0, 80) : JSON.stringify(sent).slice(0, 200)} → ${answer.statusCode} ${answer.body.slice(0, 200)}`;
  if (!statuses.includes(answer.statusCode)) return told;
  if (!String(answer.headers["content-type"]).startsWith("application/problem+json"))
    return `${told}: ${String(answer.headers["content-type"])}`;

  const problem = answer.json() as Record<string, unknown>;
  const isComplete =
    typeof problem["code"] === "string" &&
    problem["requestId"] === answer.headers["x-request-id"] &&
    problem["status"] === answer.statusCode;
  return isComplete && typeof problem["title"] === "string" ? null : `${told}: incomplete`;
}

/** The database as the last refusals left it; forgotten by tests that write, because reading it takes most of the time. */
let known: Record<string, string> | undefined;

/** Sends every bad call; answers which were not refused, and which tables were written to. */
async function findAccepted(
  bad: readonly unknown[],
  call: (each: never) => Promise<Answer>,
  statuses?: readonly number[],
): Promise<string[]> {
  const before = known ?? (await databaseState(latchkey.db));
  const problems: string[] = [];
  for (const each of bad) {
    const problem = refusalProblem(await call(each as never), each, statuses);
    if (problem !== null) problems.push(problem);
  }

  const after = await databaseState(latchkey.db);
  known = after;
  return [
    ...problems,
    ...Object.keys(after)
      .filter((table) => after[table] !== before[table])
      .map((table) => `${table} was written to`),
  ];
}

describe("a body", () => {
  test.each(titled(withBody))("%s: what is no JSON, or no object, is refused", async (_name, route) => {
    const bodies = [...notJson, ...notAnObject.filter((text) => !isAccepted(route.spec.body, parsed(text)))];
    expect(await findAccepted(bodies, (raw: string) => send(route, { raw }))).toEqual([]);
  });

  test.each(titled(withBody))("%s: other types than JSON are refused", async (_name, route) => {
    const types = [
      "text/plain",
      "application/x-www-form-urlencoded",
      "multipart/form-data; boundary=x",
      "application/xml",
      "application/json-patch+json",
      "nonsense",
      "a/b/c",
    ];
    const raw = JSON.stringify(sampleOf(route));
    const status = isDecisionPoint(route) ? 400 : 415;
    expect(await findAccepted(types, (type: string) => send(route, { raw, headers: { "content-type": type } }), [status])).toEqual([]);
  });

  test.each(titled(withBody.filter((route) => !isDecisionPoint(route))))(
    "%s: fields that it does not know are refused, at every depth",
    async (_name, route) => {
      const sample = sampleOf(route);
      const bodies = objectsIn(sample).flatMap((path) =>
        ["unexpected", "isSuper_", "id ", "toString"].map((name) => changedAt(sample, path, (object) => ({ ...object, [name]: 1 }))),
      );
      const bad = bodies.filter((body) => !isAccepted(route.spec.body, body));
      expect(await findAccepted(bad, (body: unknown) => send(route, { body }))).toEqual([]);
      expect(bad.length).toBeGreaterThan(0);
    },
  );

  test.each(titled(withBody))("%s: keys that would change JavaScript's own objects are refused", async (_name, route) => {
    const text = JSON.stringify(sampleOf(route));
    const inject = (pair: string) => text.replace("{", text.includes("{}") ? `{${pair}` : `{${pair},`);
    const raws = [
      '"__proto__":{"isSuper":true}',
      '"__proto__":null',
      '"constructor":{"prototype":{"isSuper":true}}',
      '"\\u005f_proto__":{"a":1}',
    ].map(inject);
    expect(await findAccepted(raws, (raw: string) => send(route, { raw }))).toEqual([]);
    expect(({} as Record<string, unknown>)["isSuper"]).toBeUndefined();
  });

  test.each(titled(withBody))("%s: a wrong type in any field is refused", async (_name, route) => {
    const sample = sampleOf(route);
    const isList = Array.isArray(sample);
    const first = (isList ? sample[0] : sample) as Record<string, unknown>;
    const fields = new Set([...Object.keys(first), ...knownFields(route.spec.body)]);
    const bodies = [...fields]
      .flatMap((field) => everyType.map((value) => ({ ...first, [field]: value })))
      .map((body) => (isList ? [body] : body));
    const bad = bodies.filter((body) => !isAccepted(route.spec.body, body));

    expect(await findAccepted(bad, (body: unknown) => send(route, { body }))).toEqual([]);
    // Every field has a type: most values of the other types must be wrong.
    expect(bad.length).toBeGreaterThan(bodies.length / 3);
  });

  // A password may hold any character: refusing it is the business of the rule for passwords.
  const textFields = ({ name }: NamedRoute) => {
    const sample = sampleCalls[name].body?.(noScene) ?? {};
    const first = (Array.isArray(sample) ? sample[0] : sample) as Record<string, unknown>;
    return Object.keys(first).filter((field) => typeof first[field] === "string" && !/password/i.test(field));
  };

  test.each(titled(withBody.filter((route) => textFields(route).length > 0)))(
    "%s: text that is too long, holds NUL or half a character is refused",
    async (_name, route) => {
      const texts = ["x".repeat(20_000), "\\u0000", "a\\u0000b", "\\ud800", "a\\udc00\\ud800b"];
      const bad = textFields(route).flatMap((field) => texts.map((text) => withRaw(sampleOf(route), field, text)));
      expect(await findAccepted(bad, (raw: string) => send(route, { raw }), [400, 403, 404])).toEqual([]);
    },
  );

  test.each(titled(withBody))("%s: nesting without end is refused", async (_name, route) => {
    const levels = 20_000;
    expect(
      await findAccepted(
        [deeplyNested(levels, "objects"), deeplyNested(levels, "lists"), "[".repeat(levels), "[".repeat(levels) + "]".repeat(levels)],
        (raw: string) => send(route, { raw }),
      ),
    ).toEqual([]);
  });

  test.each(titled(withBody))("%s: more bytes than the route takes are answered with 413", async (_name, route) => {
    const max = route.spec.bodyBytesMax ?? 256 * 1024;
    const bytes = `{"name":"${"x".repeat(max)}"}`;
    expect(await findAccepted([bytes], (raw: string) => send(route, { raw }), [413])).toEqual([]);
  });
});

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Names of the fields that a body may have, optional ones included. */
function knownFields(schema: z.ZodType | undefined): string[] {
  if (schema === undefined) return [];
  interface Described {
    properties?: Record<string, unknown>;
    anyOf?: Described[];
    items?: Described;
  }
  const fieldsOf = ({ properties = {}, anyOf = [], items }: Described): string[] => [
    ...Object.keys(properties),
    ...anyOf.flatMap(fieldsOf),
    ...(items ? fieldsOf(items) : []),
  ];
  return fieldsOf(z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as Described);
}

/** The sample as JSON with a field whose text is written as given, escapes included. */
function withRaw(sample: unknown, field: string, text: string): string {
  const mark = "put-the-text-here";
  const changed = Array.isArray(sample) ? [{ ...sample[0], [field]: mark }] : { ...(sample as object), [field]: mark };
  return JSON.stringify(changed).replace(mark, text);
}

describe("a query", () => {
  beforeEach(() => {
    known = undefined;
  });

  test.each(titled(withQuery))("%s: odd values are refused or harmless, never a failure", async (_name, route) => {
    const parameters = Object.keys(route.spec.query?.shape ?? {});
    const problems: string[] = [];
    for (const parameter of parameters) {
      for (const value of oddValues) {
        const answer = await send(route, { query: { [parameter]: value } });
        const isFine = isAccepted(route.spec.query, { ...sampleCalls[route.name].query, [parameter]: value });
        // A version that is well named may still be none of this object.
        const problem = [200, 404].includes(answer.statusCode) && isFine ? null : refusalProblem(answer, { [parameter]: value });
        if (problem !== null) problems.push(problem);
      }
    }
    expect(problems).toEqual([]);
    expect(parameters.length).toBeGreaterThan(0);
  });

  test.each(titled(withQuery))("%s: unknown parameters, and one given twice that may come once, are refused", async (_name, route) => {
    const base = toRequest(route, scene).url as string;
    const mark = base.includes("?") ? "&" : "?";
    const single = Object.keys(route.spec.query?.shape ?? {}).filter(
      (name) => !isAccepted(route.spec.query?.shape[name], ["a", "a"]) && !/^(status|tag|source|action|variable)$/.test(name),
    );
    const suffixes = [
      "unexpected=1",
      "__proto__=1",
      "__proto__[isSuper]=1",
      "constructor=1",
      "toString=1",
      "limit[]=1",
      "limit[$gt]=1",
      ...single.map((name) => `${name}=1&${name}=2`),
    ];
    expect(
      await findAccepted(suffixes, async (suffix: string) => {
        const node = await nodeFor(route);
        const headers = { authorization: `Bearer ${rightfulToken(route, scene)}` };
        return node.request({ method: "GET", url: `${base}${mark}${suffix}`, headers });
      }),
    ).toEqual([]);
  });

  test.each(titled(withQuery.filter(({ spec }) => "cursor" in (spec.query?.shape ?? {}))))(
    "%s: a cursor that this list did not make is refused",
    async (_name, route) => {
      const encode = (content: unknown) => Buffer.from(JSON.stringify(content)).toString("base64url");
      const cursors = [
        "x",
        "null",
        encode([]),
        encode(["other", "a", "b"]),
        encode({ sort: "name" }),
        encode(["name", { toString: 1 }, "b"]),
        encode(["-time", "now", "b"]),
        encode(["-at", "infinity", "b"]),
      ];
      expect(await findAccepted(cursors, (cursor: string) => send(route, { query: { cursor } }))).toEqual([]);
    },
  );
});

describe("an address", () => {
  test.each(titled(withIds))("%s: bad ids and portal addresses are refused", async (_name, route) => {
    // The ids of objects are those of another application: there is no bad one among these, and a new one is created.
    const names = [...route.spec.path.matchAll(/:(\w+)/g)].map((match) => match[1] ?? "").filter((name) => name !== "objectId");
    const almost = [
      scene.profile.id.toUpperCase().replace(/\d$/, "X"),
      `${scene.profile.id} `,
      `${scene.profile.id}\u0000`,
      "F".repeat(24),
      "f".repeat(24),
    ];
    const values = [...almost, "x", "'", "%", "a\u0000b", "-1", "null", "__proto__", "../../etc/passwd", "a".repeat(600), "👩‍🌾"];
    // Where a decision point is to be found is told for every id that a profile could have.
    const isFine = (value: string) => isDecisionPoint(route) && route.spec.guard.who === "public" && /^[0-9a-f]{24}$/.test(value);
    const bad = names.flatMap((name) => values.filter((value) => !isFine(value)).map((value) => ({ [name]: value })));
    expect(await findAccepted(bad, (params: Record<string, string>) => send(route, { params }), [400, 401, 404])).toEqual([]);
  });

  test.each(["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"] as const)(
    "that no route has is refused with a problem (%s)",
    async (method) => {
      const addresses = [
        "/api",
        "/api/v1",
        "/api/v1/",
        "/api/v2/profiles",
        "/api/v1/profiles/x/y/z",
        "/api/v1/__proto__",
        "/.env",
        "/admin",
        "/api/v1/profiles%2f..%2f..",
        "/console-x",
        "/p",
      ];
      expect(await findAccepted(addresses, (url: string) => latchkey.request({ method, url }), [404])).toEqual([]);
    },
  );
});

describe("text", () => {
  beforeEach(() => {
    known = undefined;
  });

  /** Bodies with the text in every field that takes any; keys of tags cannot hold the character =. */
  const bodies: Partial<Record<RouteName, (text: string, key: string) => unknown>> = {
    "administrators.updateMe": (text) => ({ name: text }),
    "profiles.createProfile": (text) => ({ name: text, slug: `p-${(calls += 1)}` }),
    "profiles.updateProfile": (text, key) => ({
      name: text,
      signup: {
        isEnabled: true,
        fields: [
          { type: "text", name: key, label: text },
          { type: "hidden", name: `hidden ${key}`, value: text },
        ],
      },
    }),
    "tokens.createToken": (text) => ({ name: text, permission: "read" }),
    "users.createUser": (text, key) => ({ name: text, email: `text-${(calls += 1)}@latchkey.test`, tags: [{ key, value: text }] }),
    "users.updateUser": (text, key) => ({ name: text, tags: [{ key, value: text }] }),
    "devices.createDevice": (text, key) => ({ name: text, tags: [{ key, value: text }] }),
    "devices.updateDevice": (text, key) => ({ name: text, tags: [{ key, value: text }] }),
    "analyses.createAnalysis": (text, key) => ({ name: text, description: text, tags: [{ key, value: text }] }),
    "analyses.updateAnalysis": (text, key) => ({ name: text, description: text, tags: [{ key, value: text }] }),
    "dashboards.createDashboard": (text, key) => ({ name: text, description: text, tags: [{ key, value: text }] }),
    "dashboards.updateDashboard": (text, key) => ({
      name: text,
      description: text,
      tags: [{ key, value: text }],
      tabs: [{ name: text.slice(0, 50) }],
    }),
    "dashboards.createWidget": (text) => ({ title: text, content: { type: "note", text } }),
    "dashboards.updateWidget": (text) => ({ title: text, content: { type: "note", text } }),
    "access.createPolicy": (text, key) => ({
      name: text,
      description: text,
      targets: [{ subject: "run_user", match: "tag", key, value: text }],
      permissions: [{ effect: "allow", actions: ["access"], resource: { type: "dashboard", match: "tag", key, value: text } }],
      tags: [{ key, value: text }],
    }),
    "sharing.createShare": (text) => ({ name: text }),
    "portal.updatePortalMe": (text) => ({ name: text }),
  };

  test.each(Object.entries(bodies))("%s stores and returns it to the letter, or refuses it", async (name, bodyOf) => {
    const route = everyRoute.find((each) => each.name === name);
    if (!route) throw new Error(`no route ${name}`);
    let stored = 0;
    for (const text of polyglots) {
      const body = bodyOf(text, text.replaceAll("=", ""));
      const answer = await send(route, { body });
      if (answer.statusCode >= 400) {
        expect(refusalProblem(answer, body)).toBeNull();
        continue;
      }
      stored += 1;
      expect(answer.headers["content-type"]).toBe("application/json; charset=utf-8");
      const returned = new Set(textsIn(answer.json()));
      const missing = textsIn(body).filter((sent) => !returned.has(sent.trim()));
      expect({ text, missing }).toEqual({ text, missing: [] });
    }
    expect(stored).toBeGreaterThan(polyglots.length / 2);
  });

  test("is found again by searching for it, listed among the known tags, and comes out of the export as it went in", async () => {
    const profile = await latchkey.make.aProfile();
    const params = { profileId: profile.id };
    const made = new Map<string, string>();
    for (const text of polyglots.filter((each) => each.length <= 100)) {
      const tags = [{ key: text.replaceAll("=", ""), value: text }];
      const { user } = await profile.client.users.createUser({
        params,
        body: { name: text, email: `found-${made.size}@latchkey.test`, tags },
      });
      made.set(user.id, user.name);
    }

    for (const [id, name] of made) {
      const found = await profile.client.users.listUsers({ params, query: { search: name } });
      expect(
        found.items.map((user) => user.id),
        name,
      ).toContain(id);
      const byTag = await profile.client.users.listUsers({ params, query: { tag: [`${name.replaceAll("=", "")}=${name}`] } });
      expect(
        byTag.items.map((user) => user.id),
        name,
      ).toEqual([id]);
      const key = name.replaceAll("=", "").trim();
      const values = await profile.client.users.listTagValues({ params, query: { of: "run_user", key } });
      expect(
        values.items.map((each) => each.value),
        name,
      ).toEqual([name]);
    }

    const headers = { authorization: `Bearer ${profile.administrator.token}` };
    const csv = await latchkey.request({ method: "GET", url: `/api/v1/profiles/${profile.id}/users/export?format=raw`, headers });
    const { data } = Papa.parse<string[]>(csv.body.trim(), { delimiter: "," });
    const [head = [], ...rows] = data;
    for (const row of rows) {
      const name = made.get(row[0] ?? "") ?? "";
      expect(row[1]).toBe(name);
      const cell = row[head.findIndex((title) => title === `tag:${name.replaceAll("=", "").trim()}`)] ?? "";
      expect(cell.replaceAll(/\\(.)/g, "$1"), "a semicolon would separate several values").toBe(name);
    }
    expect(rows).toHaveLength(made.size);
  });

  test("in device data, sign-up answers and forms is stored to the letter, or refused", async () => {
    const { profile } = scene;
    const params = { profileId: profile.id, deviceId: scene.params["deviceId"] ?? "" };
    const client = latchkey.client(scene.administrator.token);
    await client.profiles.updateProfile({ params: { profileId: profile.id }, body: { signup: { isEnabled: true, fields: [] } } });
    const time = latchkey.clock.now().toISOString();
    const records = polyglots.map((text) => ({
      variable: "text",
      value: text,
      unit: text.slice(0, 50),
      time,
      metadata: { [`k ${text}`.slice(0, 100)]: [text] },
    }));
    await client.devices.sendData({ params, body: records });
    const read = await client.devices.listData({ params, query: { variable: ["text"], limit: 200 } });
    expect(read.items.toReversed().map(({ value, unit, metadata }) => ({ value, unit, metadata }))).toEqual(
      records.map(({ value, unit, metadata }) => ({ value, unit: unit.trim(), metadata })),
    );

    const form = everyRoute.find((each) => each.name === "dashboards.submitPortalWidgetForm");
    const signUp = everyRoute.find((each) => each.name === "portal.signUp");
    for (const text of [...polyglots, "toString", "hasOwnProperty", "__defineGetter__"]) {
      const raw = JSON.stringify({ values: { setpoint: text, [text]: text } });
      if (form) expect(refusalProblem(await send(form, { raw }), raw)).toBeNull();
      const answers = { ...(sampleCalls["portal.signUp"].body?.(scene) as object), answers: { [text]: text } };
      if (signUp) expect(refusalProblem(await send(signUp, { raw: JSON.stringify(answers) }), answers)).toBeNull();
    }
  });
});

describe("headers", () => {
  beforeEach(() => {
    known = undefined;
  });

  const readPolicy = everyRoute.find((each) => each.name === "access.updatePolicy");

  test("a version that is none is refused", async () => {
    if (!readPolicy) throw new Error("no such route");
    const versions = ["", "1", '"', '""', '"x"', '"1", "2"', "*", '"-1"', '"1e3"', `"${"9".repeat(40)}"`, '"1\u00e9"'];
    expect(await findAccepted(versions, (version: string) => send(readPolicy, { headers: { "if-match": version } }), [412, 428])).toEqual(
      [],
    );
  });

  test("credentials that are none are refused", async () => {
    const values = [
      "Bearer",
      "Bearer ",
      "Bearer a b",
      `Bearer ${"x".repeat(8000)}`,
      "Basic YTpi",
      "Bearer c-",
      "Bearer u-'",
      "bearer p-\u00e9",
      "Digest x",
      "Bearer null",
      "Bearer [object Object]",
    ];
    expect(
      await findAccepted(
        values,
        (authorization: string) => latchkey.request({ method: "GET", url: "/api/v1/session", headers: { authorization } }),
        [401],
      ),
    ).toEqual([]);
    const cookies = [
      "latchkey-console",
      "latchkey-console=",
      "latchkey-console=%E0%A4%A",
      "=; ;;=;",
      `latchkey-console=${"x".repeat(8000)}`,
      "__proto__=x; latchkey-console=c-x",
      "latchkey-console=a; latchkey-console=b",
    ];
    expect(
      await findAccepted(
        cookies,
        (cookie: string) => latchkey.request({ method: "GET", url: "/api/v1/session", headers: { cookie } }),
        [401],
      ),
    ).toEqual([]);
  });

  test("an absurd user agent or address is cut and stored, and does not keep anybody from signing in", async () => {
    const body = { email: scene.administrator.email, password: "wrong password" };
    const userAgent = `'; drop table users; -- <script>\u00ff\u00e9${"x".repeat(6000)}`;
    const answer = await latchkey.request({
      method: "POST",
      url: "/api/v1/places/console/sign-in/password",
      payload: body,
      headers: { "user-agent": userAgent },
      remoteAddress: "not an address",
    });
    expect(answer.statusCode).toBe(401);
    const log = await latchkey.client(scene.root.token).audit.listDeploymentAudit({ query: { result: "refused", limit: 200 } });
    expect(log.items.map((entry) => entry.userAgent)).toContain(userAgent.slice(0, 500));
  });
});

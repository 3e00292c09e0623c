/** The certification scenario of the OpenID AuthZEN working group, all levels, Core and Properties. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addType, anybody, askerOf, published, rule, tagged, toTags, type Endpoint, type TestProfile } from "../../../test/authzen/ask.ts";
import { startTestApp, type TestApp } from "../../../test/test-app.ts";

interface SampleRequest {
  section: string;
  endpoint: Endpoint;
  request: Record<string, unknown>;
  expected: {
    status: number;
    decision?: boolean;
    decisions?: boolean[];
    count?: number;
    falseAt?: number;
    includes?: Record<string, string>[];
    results?: unknown[];
  };
}

const { requests } = published<{ requests: SampleRequest[] }>("certification");
const publicUrl = "https://pdp.latchkey.test";
let latchkey: TestApp;
let profile: TestProfile;
let ask: Awaited<ReturnType<typeof askerOf>>;

beforeAll(async () => {
  latchkey = await startTestApp({ publicUrl });
  profile = await latchkey.make.aProfile();
  ask = await askerOf(latchkey, profile);
  await loadFixture();
});
afterAll(() => latchkey.close());

/** Section "Required Fixture": two people, two records, eight decisions. */
async function loadFixture(): Promise<void> {
  const params = { profileId: profile.id };
  const person = async (name: string, tags: Record<string, string>) => {
    const body = { name, email: `${name}@latchkey.test`, externalId: name, password: "correct horse battery staple", tags: toTags(tags) };
    return (await profile.client.users.createUser({ params, body })).user;
  };
  const alice = await person("alice", {});
  await person("bob", { role: "admin" });

  await addType(profile, "record", ["read", "write", "delete", "delete:soft"]);
  const items = [
    { id: "record-1", tags: toTags({ status: "active" }) },
    { id: "record-2", tags: toTags({ status: "archived" }) },
  ];
  await profile.client.resourceTypes.saveObjects({ params: { ...params, type: "record" }, body: { items } });

  const isAlice = { subject: "run_user" as const, match: "id" as const, id: alice.id };
  const archived = { match: "tag", key: "status", value: "archived" } as const;
  await latchkey.make.aPolicy(profile, { targets: [anybody], permissions: [rule("allow", ["read"], "record")] });
  await latchkey.make.aPolicy(profile, {
    targets: [isAlice],
    permissions: [rule("allow", ["write", "delete:soft"], "record"), rule("deny", ["write"], "record", archived)],
  });
  await latchkey.make.aPolicy(profile, { targets: [tagged("role", "admin")], permissions: [rule("allow", ["write"], "record", archived)] });
}

describe("the sample requests", () => {
  test("are the 44 of the scenario", () => expect(requests).toHaveLength(44));

  test.each(requests.map((sample, index) => [`${index + 1} (${sample.section})`, sample] as const))(
    "%s is answered as the scenario says",
    async (_title, { endpoint, request, expected }) => {
      const answer = await ask(endpoint, await withToken(request));
      expect({ status: answer.statusCode, body: answer.statusCode === expected.status ? "" : answer.body }).toEqual({
        status: expected.status,
        body: "",
      });
      if (expected.status !== 200) return expect(answer.json()).toMatchObject({ errors: [{ path: expect.stringMatching(/^body\./) }] });

      expect(answer.headers["content-type"]).toBe("application/json; charset=utf-8");
      const body = answer.json();
      if (expected.decision !== undefined) expect(body.decision).toBe(expected.decision);
      if (expected.decisions) expect(body.evaluations.map((each: { decision: boolean }) => each.decision)).toEqual(expected.decisions);
      if (expected.count !== undefined) {
        expect(body.evaluations).toHaveLength(expected.count);
        for (const each of body.evaluations) expect(each.decision).toBeTypeOf("boolean");
      }
      if (expected.falseAt !== undefined) expect(body.evaluations[expected.falseAt].decision).toBe(false);
      if (expected.includes) expect(body.results).toEqual(expect.arrayContaining(expected.includes));
      if (expected.results) expect(body.results).toEqual(expected.results);
      if (endpoint.startsWith("search/")) expect(body.page.next_token).toBeTypeOf("string");
    },
  );

  /** One request stands for the second page of the one before it. */
  async function withToken(request: SampleRequest["request"]): Promise<unknown> {
    const page = request["page"] as { token?: string } | undefined;
    if (page?.token === undefined) return request;
    const first = await ask("search/subject", { ...request, page: { limit: 1 } });
    expect(first.json().page.next_token).not.toBe("");
    return { ...request, page: { token: first.json().page.next_token } };
  }
});

describe("transport", () => {
  const question = requests[0]?.request ?? {};

  test("a request id comes back as it was sent, and without one there is one nevertheless", async () => {
    for (const id of ["bfe9eb29-ab87-4ca3-be83-a1d5d8305716", "any thing: ü/1"]) {
      const header = Buffer.from(id).toString("latin1");
      expect((await ask("evaluation", question, { "x-request-id": header })).headers["x-request-id"]).toBe(header);
      expect((await ask("evaluation", "{", { "x-request-id": header })).headers["x-request-id"]).toBe(header);
    }
    expect((await ask("evaluation", question)).headers["x-request-id"]).toMatch(/^[0-9a-f]{24}$/);
  });

  test.each<[string, string, Record<string, string>]>([
    ["another content type", JSON.stringify(question), { "content-type": "text/plain" }],
    ["form data", "subject=alice", { "content-type": "application/x-www-form-urlencoded" }],
    ["broken JSON", '{"subject":', {}],
    ["an empty body", "", {}],
    ["a list", "[]", {}],
    ["null", "null", {}],
  ])("%s is a bad request on every endpoint", async (_title, body, headers) => {
    for (const endpoint of ["evaluation", "evaluations", "search/subject", "search/resource", "search/action"] as const) {
      const answer = await ask(endpoint, body, headers);
      expect({ endpoint, status: answer.statusCode, said: answer.json().status }).toEqual({ endpoint, status: 400, said: 400 });
    }
  });

  test("the same question gets the same answer each time", async () => {
    const bodies = async (request: unknown) => {
      const answers = await Promise.all(Array.from({ length: 5 }, () => ask("evaluation", request)));
      return new Set(answers.map((answer) => answer.body));
    };
    expect([...(await bodies(requests[0]?.request))]).toEqual(['{"decision":true}']);
    expect([...(await bodies(requests[1]?.request))]).toEqual(['{"decision":false}']);
  });
});

describe("discovery", () => {
  const base = () => `${publicUrl}/authzen/${profile.id}`;
  const document = () => ({
    policy_decision_point: base(),
    access_evaluation_endpoint: `${base()}/access/v1/evaluation`,
    access_evaluations_endpoint: `${base()}/access/v1/evaluations`,
    search_subject_endpoint: `${base()}/access/v1/search/subject`,
    search_resource_endpoint: `${base()}/access/v1/search/resource`,
    search_action_endpoint: `${base()}/access/v1/search/action`,
  });

  test("the document is where the standard derives it from the base address, and below that address too", async () => {
    for (const url of [
      `/.well-known/authzen-configuration/authzen/${profile.id}`,
      `/authzen/${profile.id}/.well-known/authzen-configuration`,
    ]) {
      const answer = await latchkey.request({ method: "GET", url, headers: { "x-request-id": "r-1" } });
      expect({ status: answer.statusCode, id: answer.headers["x-request-id"] }).toEqual({ status: 200, id: "r-1" });
      expect(answer.headers["content-type"]).toBe("application/json; charset=utf-8");
      expect(answer.json()).toEqual(document());
    }
  });

  test("it never follows the Host header", async () => {
    const answer = await latchkey.request({
      method: "GET",
      url: `/.well-known/authzen-configuration/authzen/${profile.id}`,
      headers: { host: "evil.example", "x-forwarded-host": "evil.example", forwarded: "host=evil.example" },
    });
    expect(answer.json()).toEqual(document());
  });

  test("it is the same for a profile that does not exist, so that nobody learns which do", async () => {
    const other = "a".repeat(24);
    const answer = await latchkey.request({ method: "GET", url: `/.well-known/authzen-configuration/authzen/${other}` });
    expect(answer.body).toBe(JSON.stringify(document()).replaceAll(profile.id, other));
  });
});

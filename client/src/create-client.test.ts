import { createServer } from "node:http";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { apiRoutes } from "@latchkey/contract";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createClient, NetworkError, ProblemError } from "./index.ts";

const profileId = "a".repeat(24);
const policyId = "b".repeat(24);
const userId = "c".repeat(24);

interface Seen {
  method: string | undefined;
  url: string | undefined;
  headers: IncomingMessage["headers"];
  body: string;
}

let server: Server;
let baseUrl: string;
let seen: Seen;
let answer: (response: ServerResponse) => void;

beforeAll(async () => {
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      seen = { method: request.method, url: request.url, headers: request.headers, body: Buffer.concat(chunks).toString() };
      answer(response);
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

beforeEach(() => {
  answer = (response) => json(response, 200, { ok: true });
});

function json(response: ServerResponse, status: number, body: unknown, contentType = "application/json") {
  response.writeHead(status, { "content-type": contentType }).end(JSON.stringify(body));
}

describe("what is sent", () => {
  it("fills in path parameters and repeats list values", async () => {
    const client = createClient({ baseUrl });
    await client.users.listUsers({
      params: { profileId },
      query: { status: ["active", "suspended"], tag: "region=north east", limit: 10 },
    });

    expect(seen.method).toBe("GET");
    expect(seen.url).toBe(`/api/v1/profiles/${profileId}/users?status=active&status=suspended&tag=region%3Dnorth+east&limit=10`);
  });

  it("leaves out what is undefined", async () => {
    await createClient({ baseUrl }).users.listUsers({ params: { profileId }, query: { search: undefined, cursor: undefined } });

    expect(seen.url).toBe(`/api/v1/profiles/${profileId}/users`);
  });

  it("needs no request where the route needs none", async () => {
    await createClient({ baseUrl }).administrators.getMe();

    expect(seen.url).toBe("/api/v1/session");
    expect(seen.body).toBe("");
    expect(seen.headers["content-type"]).toBeUndefined();
  });

  it("sends bodies as JSON and the version that was read as If-Match", async () => {
    const body = { name: "P", targets: [], permissions: [] };
    await createClient({ baseUrl }).access.updatePolicy({ params: { profileId, policyId }, body, ifMatch: 7 });

    expect(seen.method).toBe("PUT");
    expect(seen.headers["if-match"]).toBe('"7"');
    expect(seen.headers["content-type"]).toBe("application/json");
    expect(JSON.parse(seen.body)).toEqual(body);
  });

  it("sends the token as bearer token, and own headers", async () => {
    await createClient({ baseUrl: `${baseUrl}/`, token: "p-123", headers: { "x-test": "1" } }).profiles.listProfiles();

    expect(seen.headers.authorization).toBe("Bearer p-123");
    expect(seen.headers["x-test"]).toBe("1");
    expect(seen.url).toBe("/api/v1/profiles");
  });

  it("refuses to call without an id rather than address the whole list", async () => {
    await expect(createClient({ baseUrl }).users.deleteUser({ params: { profileId, userId: "" } })).rejects.toThrow(TypeError);
  });

  it("escapes what stands in the path", async () => {
    await createClient({ baseUrl }).portal.getPortal({ params: { slug: "../a b/c" } });

    expect(seen.url).toBe("/api/v1/portal/..%2Fa%20b%2Fc");
  });
});

describe("what comes back", () => {
  it("is the body, null for 204, text for CSV", async () => {
    const client = createClient({ baseUrl });
    expect(await client.administrators.getSetup()).toEqual({ ok: true });

    answer = (response) => response.writeHead(204).end();
    expect(await client.administrators.signOut()).toBeNull();

    answer = (response) => response.writeHead(200, { "content-type": "text/csv" }).end("id,name\r\n1,Ann");
    expect(await client.users.exportUsers({ params: { profileId } })).toBe("id,name\r\n1,Ann");
    expect(seen.headers.accept).toContain("text/csv");
  });

  it("is a ProblemError when the server refuses, with everything the problem says", async () => {
    const problem = {
      type: "x",
      title: "Taken",
      status: 409,
      code: "users.email_taken",
      detail: "Somebody has it",
      requestId: "r1",
      extra: 1,
    };
    answer = (response) => json(response, 409, problem, "application/problem+json");

    const error = await caught(createClient({ baseUrl }).users.getUser({ params: { profileId, userId } }));

    expect(error).toBeInstanceOf(ProblemError);
    expect(error).toMatchObject({
      status: 409,
      code: "users.email_taken",
      requestId: "r1",
      message: "Somebody has it",
      problem: { extra: 1 },
    });
  });

  it("is a ProblemError even when a proxy answers with a page", async () => {
    answer = (response) => response.writeHead(502, "Bad Gateway", { "x-request-id": "r2" }).end("<html>");

    const error = await caught(createClient({ baseUrl }).administrators.getMe());

    expect(error).toMatchObject({ name: "ProblemError", status: 502, code: "unreadable_answer", requestId: "r2", message: "Bad Gateway" });
  });

  it("is a NetworkError when nobody answers", async () => {
    const error = await caught(createClient({ baseUrl: "http://127.0.0.1:1" }).administrators.getMe());

    expect(error).toBeInstanceOf(NetworkError);
    expect((error as NetworkError).cause).toBeDefined();
  });

  it("is a NetworkError when a good answer breaks off or is not JSON", async () => {
    answer = (response) => response.writeHead(200, { "content-type": "application/json" }).end("{");

    expect(await caught(createClient({ baseUrl }).administrators.getMe())).toBeInstanceOf(NetworkError);
  });

  it("is the abort itself when the caller gives up", async () => {
    answer = () => undefined;
    const abort = new AbortController();
    const call = caught(createClient({ baseUrl }).administrators.getMe({ signal: abort.signal }));
    abort.abort();

    expect(await call).toMatchObject({ name: "AbortError" });
  });
});

describe("addresses for links", () => {
  it("are built without a call", () => {
    const client = createClient({ baseUrl: "https://x.example" });

    expect(client.url(apiRoutes.users.exportUsers, { params: { profileId }, query: { status: ["active"] } })).toBe(
      `https://x.example/api/v1/profiles/${profileId}/users/export?status=active`,
    );
  });
});

describe("every route", () => {
  it("is callable by its room and name", () => {
    const client = createClient() as unknown as Record<string, Record<string, unknown>>;

    for (const [room, routes] of Object.entries(apiRoutes)) {
      for (const name of Object.keys(routes)) expect(typeof client[room]?.[name], `${room}.${name}`).toBe("function");
    }
  });
});

async function caught(call: Promise<unknown>): Promise<unknown> {
  try {
    await call;
  } catch (error) {
    return error;
  }

  throw new Error("The call was expected to fail");
}

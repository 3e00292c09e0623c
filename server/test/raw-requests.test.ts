/** Bytes on a real socket that no HTTP client would send: every one is answered with a refusal, and the server goes on. */
import { connect, type AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { databaseState } from "./database-state.ts";
import { aScene, type Scene } from "./scene.ts";
import { startTestApp, type TestApp } from "./test-app.ts";

let latchkey: TestApp;
let scene: Scene;
let port: number;
beforeAll(async () => {
  latchkey = await startTestApp();
  scene = await aScene(latchkey);
  await latchkey.app.http.listen({ host: "127.0.0.1", port: 0 });
  port = (latchkey.app.http.server.address() as AddressInfo).port;
});
afterAll(() => latchkey.close());

/** Sends bytes as they are and answers what came back until the server closed the connection. */
function exchange(bytes: string | Buffer): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1", () => socket.write(bytes));
    const received: Buffer[] = [];
    socket.setTimeout(5000, () => socket.destroy(new Error("no answer within five seconds")));
    socket.on("data", (chunk) => received.push(chunk));
    // A server that refuses may close while we are still writing.
    socket.on("error", (error: NodeJS.ErrnoException) => (["ECONNRESET", "EPIPE"].includes(error.code ?? "") ? undefined : reject(error)));
    socket.on("close", () => resolve(Buffer.concat(received).toString("latin1")));
  });
}

const head = (line: string, ...headers: string[]) =>
  `${[line, "Host: latchkey.test", "Connection: close", ...headers].join("\r\n")}\r\n\r\n`;
const statusOf = (answer: string) => Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1]);

function problemOf(answer: string): { code: string; status: number; requestId: string } {
  expect(answer.toLowerCase()).toContain("content-type: application/problem+json");
  // With or without the sizes of chunks around it.
  const body = answer.slice(answer.indexOf("\r\n\r\n"));
  return JSON.parse(body.slice(body.indexOf("{"), body.lastIndexOf("}") + 1)) as { code: string; status: number; requestId: string };
}

const token = () => `Authorization: Bearer ${scene.administrator.token}`;

describe("a broken request", () => {
  test.each([
    ["many slashes", () => head(`GET ${"/".repeat(3000)} HTTP/1.1`)],
    ["a backslash", () => head("GET \\evil HTTP/1.1")],
    ["a percent sign that encodes nothing", () => head("GET /api/v1/%zz HTTP/1.1")],
    ["bytes that are no UTF-8", () => head("GET /api/v1/profiles/%ff%fe HTTP/1.1", token())],
    ["an encoded NUL", () => head("GET /api/v1/profiles/%00 HTTP/1.1", token())],
    ["encoded slashes", () => head("GET /api/v1/profiles/..%2f..%2fetc HTTP/1.1", token())],
    ["dot segments", () => head("GET /api/v1/../../etc/passwd HTTP/1.1")],
    ["a very long id", () => head(`GET /api/v1/profiles/${"a".repeat(8000)} HTTP/1.1`, token())],
    ["the address of another site", () => head("GET http://evil.test/api/v1/session HTTP/1.1")],
    ["an asterisk", () => head("OPTIONS * HTTP/1.1")],
    ["a question mark alone", () => head("GET ? HTTP/1.1")],
    ["a method that nobody has", () => head("BREW /coffee HTTP/1.1")],
    ["TRACE", () => head("TRACE / HTTP/1.1")],
    [
      "a body that is longer than it says",
      () => head("POST /api/v1/session HTTP/1.1", "Content-Type: application/json", "Content-Length: 2") + '{"email":1}',
    ],
    ["a length that is none", () => head("POST /api/v1/session HTTP/1.1", "Content-Type: application/json", "Content-Length: many")],
    ["a negative length", () => head("POST /api/v1/session HTTP/1.1", "Content-Type: application/json", "Content-Length: -1")],
    ["two different lengths", () => head("POST /api/v1/session HTTP/1.1", "Content-Length: 2", "Content-Length: 3") + "{}"],
    ["a length and chunks", () => head("POST /api/v1/session HTTP/1.1", "Content-Length: 2", "Transfer-Encoding: chunked") + "0\r\n\r\n"],
    [
      "chunks whose size is none",
      () => head("POST /api/v1/session HTTP/1.1", "Content-Type: application/json", "Transfer-Encoding: chunked") + "zz\r\n{}\r\n0\r\n\r\n",
    ],
    ["a header without a colon", () => head("GET /livez HTTP/1.1", "nonsense")],
    ["a header with a line feed in its name", () => head("GET /livez HTTP/1.1", "X\nY: 1")],
    ["headers that never fit", () => head("GET /livez HTTP/1.1", `X-Long: ${"x".repeat(100_000)}`)],
    ["thousands of headers", () => head("GET /nowhere HTTP/1.1", ...Array.from({ length: 1500 }, (_, index) => `X-${index}: 1`))],
    ["no HTTP at all", () => "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03".repeat(10) + "\r\n\r\n"],
    ["another protocol", () => "SSH-2.0-OpenSSH_9.6\r\n\r\n"],
    ["HTTP of the future", () => head("GET /livez HTTP/9.9")],
  ])("with %s is answered with a problem, and nothing is written", async (_what, bytes) => {
    const before = await databaseState(latchkey.db);
    const answer = await exchange(bytes());
    const status = statusOf(answer);
    expect(status, answer.slice(0, 300)).toBeGreaterThanOrEqual(400);
    expect(status, answer.slice(0, 300)).toBeLessThan(500);
    const problem = problemOf(answer);
    expect(problem.code).toMatch(/^http\./);
    expect(problem.requestId).toMatch(/^[0-9a-f]{24}$/);
    expect(await databaseState(latchkey.db)).toEqual(before);
  });

  test.each(["//", "///", "//evil.test", "//evil.test/%2e%2e", "/%5cevil.test", "/\\\\evil.test"])(
    "for %s never sends anybody to another site",
    async (path) => {
      const answer = await exchange(head(`GET ${path} HTTP/1.1`));
      const location = /^location: (.*)$/im.exec(answer)?.[1]?.trim();
      expect([location, statusOf(answer)]).toEqual(location === undefined ? [undefined, 404] : ["/console/", 302]);
    },
  );

  test("without a host is refused", async () => {
    expect(statusOf(await exchange("GET /livez HTTP/1.1\r\nConnection: close\r\n\r\n"))).toBe(400);
  });

  test("of every kind leaves the server as well as before", async () => {
    const answer = await exchange(head("GET /readyz HTTP/1.1"));
    expect(statusOf(answer)).toBe(200);
  });
});

describe("a body that is too large", () => {
  const big = "x".repeat(300 * 1024);

  test("is refused when it says its length", async () => {
    const answer = await exchange(
      `${head("PATCH /api/v1/session/administrator HTTP/1.1", token(), "Content-Type: application/json", `Content-Length: ${big.length + 11}`)}{"name":"${big}"}`,
    );
    expect(statusOf(answer)).toBe(413);
    expect(problemOf(answer).code).toBe("http.body_too_large");
  });

  test("is refused when it comes in chunks and says nothing", async () => {
    const chunks = Array.from({ length: 300 }, () => `400\r\n${"x".repeat(1024)}\r\n`).join("");
    const answer = await exchange(
      `${head("PATCH /api/v1/session/administrator HTTP/1.1", token(), "Content-Type: application/json", "Transfer-Encoding: chunked")}${chunks}0\r\n\r\n`,
    );
    expect(statusOf(answer)).toBe(413);
  });

  test("is not even read from a stranger", async () => {
    const answer = await exchange(
      `${head("PATCH /api/v1/session/administrator HTTP/1.1", "Content-Type: application/json", "Content-Length: 4000000000")}{"name":"`,
    );
    expect(statusOf(answer)).toBe(401);
  });
});

test("no answer to a broken request repeats what was sent", async () => {
  const answers = [
    await exchange(head("GET /<script>alert(1)</script> HTTP/1.1")),
    await exchange(head("GET /%zz<script> HTTP/1.1")),
    await exchange("<script>\r\n\r\n"),
  ];
  for (const answer of answers) expect(answer).not.toContain("<script>");
});

import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { silentLog } from "./log.ts";
import { createLoggingSmsGateway, createSmsGateway, type SmsGatewaySettings } from "./sms-gateway.ts";

let server: Server;
let url: string;
let answer = { status: 202, headers: {} as Record<string, string> };
const received: { method: string; url: string; key: string; body: string }[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    void readAll(request).then((body) => {
      received.push({ method: request.method ?? "", url: request.url ?? "", key: String(request.headers["x-key"] ?? ""), body });
      response.writeHead(answer.status, answer.headers).end("noted");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));
beforeEach(() => {
  received.splice(0);
  answer = { status: 202, headers: {} };
});

async function readAll(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

const gateway = (more: Partial<SmsGatewaySettings> = {}) =>
  createSmsGateway({
    url: `${url}/send`,
    method: "POST",
    headers: [
      ["Content-Type", "application/json"],
      ["X-Key", "secret"],
    ],
    body: '{"to": {{ to | json }}, "text": {{ text | json }}}',
    ...more,
  });
const sms = { to: "+4930123456", text: 'Your code: "123456"\\' };

describe("a text message", () => {
  test("is handed over as the template says, its text escaped", async () => {
    expect(await gateway().send(sms)).toEqual({ kind: "sent", answer: "202 noted", conversation: [] });
    expect(received).toMatchObject([{ method: "POST", url: "/send", key: "secret" }]);
    expect(JSON.parse(received[0]?.body ?? "")).toEqual(sms);
  });

  test("goes into the address of a gateway that takes GET", async () => {
    await gateway({ method: "GET", url: `${url}/send?to={{ to | url_encode }}&text={{ text | url_encode }}` }).send({
      ...sms,
      text: "a&b=c d",
    });
    expect(received).toMatchObject([{ method: "GET", url: "/send?to=%2B4930123456&text=a%26b%3Dc+d", body: "" }]);
  });

  test.each([
    [400, "permanent"],
    [422, "permanent"],
    [401, "temporary"],
    [429, "temporary"],
    [503, "temporary"],
  ])("that is answered with %i fails as %s", async (status, kind) => {
    answer = { status, headers: {} };
    expect(await gateway().send(sms)).toMatchObject({ kind, answer: `${status} noted` });
  });

  test("follows no redirect, which would hand message and key to somebody else", async () => {
    answer = { status: 302, headers: { location: `${url}/elsewhere` } };
    expect((await gateway().send(sms)).kind).not.toBe("sent");
    expect(received).toHaveLength(1);
  });

  test("waits when nobody listens", async () => {
    expect(await gateway({ url: "http://127.0.0.1:1/" }).send(sms)).toMatchObject({ kind: "temporary" });
  });

  test("is written to the log when that is the gateway", async () => {
    const lines: unknown[] = [];
    const log = { ...silentLog, warn: (message: string, fields?: Record<string, unknown>) => lines.push([message, fields]) };
    expect(await createLoggingSmsGateway(log).send(sms)).toMatchObject({ kind: "sent" });
    expect(lines).toEqual([[expect.any(String), sms]]);
  });
});

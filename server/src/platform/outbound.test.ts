import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createOutbound, isPrivate } from "./outbound.ts";

const received: { body: string; type: string | undefined }[] = [];
const server = createServer((request, response) => {
  let body = "";
  request.on("data", (chunk) => (body += chunk));
  request.on("end", () => {
    received.push({ body, type: request.headers["content-type"] });
    if (request.url === "/moved") response.writeHead(302, { location: "http://127.0.0.1/" });
    else response.writeHead(request.url === "/fails" ? 500 : 204);
    response.end();
  });
});
let base = "";
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => void server.close());

describe("calls to configured addresses", () => {
  test("send JSON and take a 2xx answer as done", async () => {
    await createOutbound({ mayReachPrivate: true }).postJson(`${base}/hook`, { a: 1 });
    expect(received.at(-1)).toEqual({ body: '{"a":1}', type: "application/json" });
  });

  test.each(["/fails", "/moved"])("fail when the answer is another, and follow no redirect: %s", async (path) => {
    await expect(createOutbound({ mayReachPrivate: true }).postJson(`${base}${path}`, {})).rejects.toThrow(/answered/);
  });

  // Class 14 of the attack classes: server-side request forgery.
  test.each([
    "http://127.0.0.1/",
    "http://localhost/",
    "http://[::1]/",
    "http://169.254.169.254/latest/meta-data",
    "http://10.0.0.1/",
    "http://192.168.1.1/",
    "http://172.16.0.1/",
    "http://100.64.0.1/",
    "http://0.0.0.0/",
    "http://[::ffff:127.0.0.1]/",
    "http://[fd00::1]/",
    "http://[fe80::1]/",
    "http://2130706433/",
    "http://0x7f.1/",
    "http://017700000001/",
    "http://127.1/",
    "file:///etc/passwd",
    "gopher://127.0.0.1/",
  ])("refuse what only this machine or its network can reach: %s", async (url) => {
    await expect(createOutbound({ mayReachPrivate: false }).postJson(url, {})).rejects.toThrow(
      /private|http and https|resolve|getaddrinfo|ENOTFOUND|EAI_AGAIN|Invalid URL/,
    );
    expect(received.filter((each) => each.body === "{}").length).toBeLessThanOrEqual(2);
  });

  test("know private from public addresses", () => {
    expect(["127.0.0.1", "::1", "::ffff:10.0.0.1", "169.254.169.254", "fd12::1", "224.0.0.1"].map(isPrivate)).not.toContain(false);
    expect(["93.184.216.34", "2606:2800:220:1::1", "8.8.8.8"].map(isPrivate)).not.toContain(true);
  });
});

import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { expect } from "vitest";

export interface SmsGateway {
  /** Settings that make a server hand its text messages to this one. */
  settings: Readonly<Record<string, string>>;
  /** The code in the message of that place in the row, counted from 1, to a number. */
  codeTo(number: string, place?: number): Promise<string>;
  /** The messages themselves, oldest first. */
  messagesTo(number: string): string[];
  stop(): Promise<void>;
}

/** What a company that sends text messages runs: takes them over HTTP, if the caller has the key. */
export async function startSmsGateway(): Promise<SmsGateway> {
  const key = "Bearer the-key-of-the-gateway";
  const received: { to: string; text: string }[] = [];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const isAllowed = request.headers.authorization === key;
      if (isAllowed) received.push(JSON.parse(body) as { to: string; text: string });
      response.writeHead(isAllowed ? 202 : 401).end();
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const messagesTo = (number: string) => received.filter(({ to }) => to === number).map((message) => message.text);

  return {
    settings: {
      LATCHKEY_SMS_GATEWAY_URL: `http://127.0.0.1:${port}/messages`,
      LATCHKEY_SMS_GATEWAY_HEADERS: `Content-Type: application/json; Authorization: ${key}`,
    },
    codeTo: async (number, place = 1) => {
      await expect.poll(() => messagesTo(number).length, { timeout: 20_000 }).toBeGreaterThanOrEqual(place);
      return /\d{6}/.exec(messagesTo(number)[place - 1] ?? "")?.[0] ?? "";
    },
    messagesTo,
    stop: async () => {
      server.close();
      await once(server, "close");
    },
  };
}

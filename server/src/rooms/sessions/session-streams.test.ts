import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Makers, SignedIn } from "../../../test/makers.ts";
import { changeSecurity } from "../../../test/security-settings.ts";
import { startTestApp, type TestApp, type TestNode } from "../../../test/test-app.ts";
import { restrictions as restrictionsSchema } from "@latchkey/contract";

let latchkey: TestApp;
let other: TestNode;
let profile: Awaited<ReturnType<Makers["aProfile"]>>;
let user: SignedIn;
beforeAll(async () => {
  latchkey = await startTestApp();
  other = await latchkey.anotherNode();
});
afterAll(() => latchkey.close());
beforeEach(async () => {
  profile = await latchkey.make.aProfile();
  user = await latchkey.make.aUser(profile);
});

interface Stream {
  /** All that has come so far. */
  text(): string;
  isOpen(): boolean;
  close(): void;
}

/** Opened on the other node than the one on which things change. */
async function open(token: string, address = "192.0.2.1"): Promise<Stream> {
  const url = `/api/v1/places/portal-${profile.slug}/session/stream`;
  const headers = { authorization: `Bearer ${token}` };
  const answer = await other.app.http.inject({ method: "GET", url, headers, remoteAddress: address, payloadAsStream: true });
  expect(answer.statusCode).toBe(200);
  expect(answer.headers).toMatchObject({ "content-type": "text/event-stream; charset=utf-8", "cache-control": "no-store" });

  let [text, isOpen] = ["", true];
  const stream = answer.stream();
  stream.on("data", (chunk: Buffer) => (text += chunk.toString()));
  stream.on("end", () => (isOpen = false));
  return { text: () => text, isOpen: () => isOpen, close: () => stream.destroy() };
}

/** One look, as the server takes each second, and time for what was written to arrive. */
async function look(): Promise<void> {
  await other.app.sessionStreams.check();
  await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
}

const ended = (reason: string) => `event: ready\ndata: {}\n\nevent: ended\ndata: {"reason":"${reason}"}\n\n`;

describe("an open page", () => {
  test("is told at once that it is watched, and nothing as long as the session lasts", async () => {
    const stream = await open(user.token);
    await look();
    await look();
    expect([stream.text(), stream.isOpen()]).toEqual(["event: ready\ndata: {}\n\n", true]);
  });

  const params = () => ({ profileId: profile.id, userId: user.id });
  const events: [title: string, end: () => Promise<unknown>, reason: string][] = [
    ["its session was ended by an administrator", () => profile.client.sessions.endUserSessions({ params: params() }), "ended"],
    ["its user was suspended", () => profile.client.users.suspendUser({ params: params(), body: {} }), "ended"],
    ["its user was deleted", () => profile.client.users.deleteUser({ params: params() }), "ended"],
    [
      "a new password was set",
      () => profile.client.users.setUserPassword({ params: params(), body: { password: "purple monkey dishwasher 42" } }),
      "ended",
    ],
    [
      "it was idle for too long",
      async () => {
        latchkey.clock.advance({ minutes: 30 });
        await changeSecurity(profile.client, profile.id, { sessions: { idleMinutes: 30 } });
      },
      "ended",
    ],
    [
      "only approved devices may be used now",
      () => changeSecurity(profile.client, profile.id, { devices: { onlyApproved: true } }),
      "ended",
    ],
    [
      "its address is refused now",
      () => changeSecurity(profile.client, profile.id, { restrictions: restrictionsSchema.parse({ denyAddresses: ["192.0.2.0/24"] }) }),
      "restricted",
    ],
  ];
  test.each(events)("is told at the next look, on another node, when %s", async (_title, end, reason) => {
    const [stream, stranger] = [await open(user.token), await open((await latchkey.make.aUser(profile)).token, "203.0.113.1")];
    await end();
    await look();
    expect([stream.text(), stream.isOpen()]).toEqual([ended(reason), false]);
    expect(stranger.isOpen()).toBe(!/idle|approved/.test(_title));
  });

  test("keeps no session from idling", async () => {
    await changeSecurity(profile.client, profile.id, { sessions: { idleMinutes: 10 } });
    const stream = await open(user.token);
    for (let minute = 0; minute < 9; minute += 1) {
      latchkey.clock.advance({ minutes: 1 });
      await look();
    }
    expect(stream.isOpen()).toBe(true);
    latchkey.clock.advance({ minutes: 1 });
    await look();
    expect(stream.isOpen()).toBe(false);
  });

  test("survives a new token: it watches the session, not the cookie", async () => {
    const stream = await open(user.token);
    await latchkey.db
      .updateTable("sessions")
      .set({ token_hash: Buffer.from("another") })
      .where("user_id", "=", user.id)
      .execute();
    await look();
    expect(stream.isOpen()).toBe(true);
  });
});

test("a server that stops ends its streams, and does not wait for them", async () => {
  const node = await latchkey.anotherNode();
  const url = `/api/v1/places/portal-${profile.slug}/session/stream`;
  const answer = await node.app.http.inject({
    method: "GET",
    url,
    headers: { authorization: `Bearer ${user.token}` },
    payloadAsStream: true,
  });
  const stream = answer.stream();
  const end = new Promise<void>((resolve) => stream.on("end", () => resolve()));
  stream.resume();
  await node.app.http.close();
  await expect(end).resolves.toBeUndefined();
});

test("nobody watches without a session", async () => {
  const url = `/api/v1/places/portal-${profile.slug}/session/stream`;
  const answer = await latchkey.request({ method: "GET", url });
  expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([401, "http.not_signed_in"]);
});

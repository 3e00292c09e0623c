import { createClient, type ApiClient } from "@latchkey/client";
import type { InjectOptions, LightMyRequestResponse as InjectedResponse } from "fastify";
import { createApp, type App } from "../src/app.ts";
import type { Database } from "../src/database/database.ts";
import { noCountries, type Countries } from "../src/platform/countries.ts";
import { silentLog, type Log } from "../src/platform/log.ts";
import type { Outbound } from "../src/platform/outbound.ts";
import { noOutbound } from "./no-outbound.ts";
import { createPasswordHasher } from "../src/platform/passwords.ts";
import type { Mailer } from "../src/platform/mailer.ts";
import type { Platform } from "../src/platform/platform.ts";
import { createSecretBox, masterKeyOf } from "../src/platform/secret-box.ts";
import type { SmsGateway } from "../src/platform/sms-gateway.ts";
import { createFakeClock, type FakeClock } from "./fake-clock.ts";
import { createMakers, type Makers } from "./makers.ts";
import { createTestDatabase, type TestDatabase } from "./test-database.ts";

export const publicUrl = "http://latchkey.test";

/** A token, or how to get one that has not expired, for tests that move the clock. */
export type TokenSource = string | (() => Promise<string>);

/** One server process, reached without a socket. */
export interface TestNode {
  app: App;
  /** Calls as nobody, or as whoever holds the token. Tokens of sessions are sent as bearer tokens too. */
  client(token?: TokenSource): ApiClient;
  /** A raw request, for what the typed client cannot say. */
  request(options: InjectOptions): Promise<InjectedResponse>;
}

export interface TestApp extends TestNode {
  db: Database;
  /** Where the database is, for commands that connect to it themselves. */
  target: TestDatabase["target"];
  clock: FakeClock;
  make: Makers;
  /** Another server on the same database: a second node, or this one after a restart. */
  anotherNode(): Promise<TestNode>;
  close(): Promise<void>;
}

export interface TestAppOptions {
  log?: Log;
  requestsPerMinuteMax?: number;
  trustedProxies?: string[];
  publicUrl?: string;
  /** Without one, messages stay in the outbox, where `readMails` finds them. */
  mailer?: Mailer;
  smsGateway?: SmsGateway;
  countries?: Countries;
  outbound?: Outbound;
}

/** A whole Latchkey on a database of its own, with a clock that stands still and cheap password hashes. */
export async function startTestApp(options: TestAppOptions = {}): Promise<TestApp> {
  const database = await createTestDatabase();
  const clock = createFakeClock();
  const passwords = createPasswordHasher({ queueMax: 1000, cost: { memoryKib: 64, passes: 1 } });
  const secrets = createSecretBox(masterKeyOf("a key of the tests, long enough for one"));
  const settings = {
    publicUrl: options.publicUrl ?? publicUrl,
    consoleSessionHours: 12,
    portalSessionHours: 720,
    passwordLinkHours: 72,
    deletedUserDays: 30,
    unconfirmedSignUpDays: 7,
    mailLogDays: 90,
  };
  const nodes: TestNode[] = [];
  const startNode = async () => {
    const node = await createNode(
      database.db,
      {
        clock,
        countries: options.countries ?? noCountries,
        log: options.log ?? silentLog,
        outbound: options.outbound ?? noOutbound,
        passwords,
        secrets,
        mailer: options.mailer ?? null,
        smsGateway: options.smsGateway ?? null,
        settings,
      },
      options,
    );
    nodes.push(node);
    return node;
  };

  const node = await startNode();
  return {
    ...node,
    db: database.db,
    target: database.target,
    clock,
    make: createMakers({ app: node.app, db: database.db, clock, client: node.client }),
    anotherNode: startNode,
    close: async () => {
      for (const each of nodes) await each.app.http.close();
      await database.drop();
    },
  };
}

async function createNode(db: Database, platform: Platform, options: TestAppOptions): Promise<TestNode> {
  const app = await createApp({
    db,
    platform,
    trustedProxies: options.trustedProxies ?? [],
    requestsPerMinuteMax: options.requestsPerMinuteMax ?? 1_000_000,
  });
  await app.http.ready();

  return {
    app,
    client: (token) => createClient({ baseUrl: publicUrl, fetch: injectingFetch(app, token) }),
    request: (request) =>
      typeof request.url === "string" && request.url.endsWith("/stream") ? injectStream(app, request) : app.http.inject(request),
  };
}

/** Server-sent events end when somebody goes away: here at once, with the head of the answer. */
async function injectStream(app: App, request: InjectOptions): Promise<InjectedResponse> {
  const answer = await app.http.inject({ ...request, payloadAsStream: true });
  const stream = answer.stream();
  const chunks: Buffer[] = [];
  if (String(answer.headers["content-type"]).startsWith("text/event-stream")) stream.destroy();
  else for await (const chunk of stream) chunks.push(Buffer.from(chunk as Buffer));

  const body = Buffer.concat(chunks).toString();
  return Object.assign(answer, { body, payload: body, json: () => JSON.parse(body) as never });
}

let callCount = 0;

/** An address of its own for each call: limits by address are counted in real time, and are not what most tests are about. */
function nextAddress(): string {
  callCount += 1;
  return `10.${(callCount >> 16) & 255}.${(callCount >> 8) & 255}.${callCount & 255}`;
}

/** `fetch` that reaches the app without a socket. */
function injectingFetch(app: App, token: TokenSource | undefined): typeof fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    if (token !== undefined) request.headers.set("authorization", `Bearer ${typeof token === "string" ? token : await token()}`);
    const payload = request.body === null ? undefined : Buffer.from(await request.arrayBuffer());
    const answer = await app.http.inject({
      method: request.method as "GET",
      url: request.url.slice(publicUrl.length),
      headers: Object.fromEntries(request.headers),
      remoteAddress: nextAddress(),
      ...(payload === undefined ? {} : { payload }),
    });
    const headers = Object.entries(answer.headers).flatMap(([name, value]) =>
      [value ?? []].flat().map((each) => [name, String(each)] as [string, string]),
    );
    return new Response(answer.statusCode === 204 ? null : new Uint8Array(answer.rawPayload), { status: answer.statusCode, headers });
  };
}

import { createClient } from "@latchkey/client";
import { createApp } from "../src/app.js";
import { noCountries } from "../src/platform/countries.js";
import { silentLog } from "../src/platform/log.js";
import { createPasswordHasher } from "../src/platform/passwords.js";
import { createSecretBox, masterKeyOf } from "../src/platform/secret-box.js";
import { createFakeClock } from "./fake-clock.js";
import { createMakers } from "./makers.js";
import { createTestDatabase } from "./test-database.js";
export const publicUrl = "http://latchkey.test";
const noOutbound = {
  postJson: async (url) => {
    throw new Error(`a test called ${url}`);
  },
};
/** A whole Latchkey on a database of its own, with a clock that stands still and cheap password hashes. */
export async function startTestApp(options = {}) {
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
    mailLogDays: 90,
  };
  const nodes = [];
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
    clock,
    make: createMakers({ app: node.app, db: database.db, clock, client: node.client }),
    anotherNode: startNode,
    close: async () => {
      for (const each of nodes) await each.app.http.close();
      await database.drop();
    },
  };
}
async function createNode(db, platform, options) {
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
    request: (request) => (String(request.url).endsWith("/stream") ? injectStream(app, request) : app.http.inject(request)),
  };
}
/** Server-sent events end when somebody goes away: here at once, with the head of the answer. */
async function injectStream(app, request) {
  const answer = await app.http.inject({ ...request, payloadAsStream: true });
  const stream = answer.stream();
  const chunks = [];
  if (String(answer.headers["content-type"]).startsWith("text/event-stream")) stream.destroy();
  else for await (const chunk of stream) chunks.push(Buffer.from(chunk));
  const body = Buffer.concat(chunks).toString();
  return Object.assign(answer, { body, payload: body, json: () => JSON.parse(body) });
}
let callCount = 0;
/** An address of its own for each call: limits by address are counted in real time, and are not what most tests are about. */
function nextAddress() {
  callCount += 1;
  return `10.${(callCount >> 16) & 255}.${(callCount >> 8) & 255}.${callCount & 255}`;
}
/** `fetch` that reaches the app without a socket. */
function injectingFetch(app, token) {
  return async (input, init) => {
    const request = new Request(input, init);
    if (token !== undefined) request.headers.set("authorization", `Bearer ${typeof token === "string" ? token : await token()}`);
    const payload = request.body === null ? undefined : Buffer.from(await request.arrayBuffer());
    const answer = await app.http.inject({
      method: request.method,
      url: request.url.slice(publicUrl.length),
      headers: Object.fromEntries(request.headers),
      remoteAddress: nextAddress(),
      ...(payload === undefined ? {} : { payload }),
    });
    const headers = Object.entries(answer.headers).flatMap(([name, value]) => [value ?? []].flat().map((each) => [name, String(each)]));
    return new Response(answer.statusCode === 204 ? null : new Uint8Array(answer.rawPayload), { status: answer.statusCode, headers });
  };
}
//# sourceMappingURL=test-app.js.map

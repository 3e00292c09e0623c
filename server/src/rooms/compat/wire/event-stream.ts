import { PassThrough } from "node:stream";
import type { FastifyInstance } from "fastify";
import qs from "qs";
import type { Database } from "../../../database/database.ts";
import type { Access } from "../../../http/access.ts";
import { addressKey } from "../../../http/address-key.ts";
import { httpErrors } from "../../../http/http.errors.ts";
import type { Principal } from "../../../http/principal.ts";
import type { RouterServices } from "../../../http/router.ts";
import { plainAddress } from "../../../platform/plain-address.ts";
import { listDevicesByIds, type DeviceRow } from "../../devices/index.ts";
import type { LiveHub } from "../../live/index.ts";
import { compatErrors } from "./compat.errors.ts";
import { readText } from "./read-body.ts";
import { toTagoError } from "./to-error.ts";
import { tokenOf } from "./token-of.ts";

const keepAliveMs = 15_000;
const recheckMs = 1000;
const channelsMax = 50;
const streamsOfCallerMax = 20;
const streamsMax = 2000;
/** What waits for a reader who does not read; beyond it the stream breaks off. */
const waitingBytesMax = 1_000_000;

interface Listening {
  profileId: string;
  /** Whose stream it is. */
  caller: string;
  /** As asked for, with the channel that it stands for. */
  channels: Map<string, string>;
}

/**
 * TagoIO's event stream, at `/events` of the root because the SDK puts it there. The token is asked for anew every second, so that
 * a stream ends soon after whatever would refuse a request.
 */
export function registerEventStream(app: FastifyInstance, services: RouterServices, hub: LiveHub): void {
  const open = new Map<PassThrough, string>();
  const checkLimit = app.createRateLimit({
    max: services.requestsPerMinuteMax,
    keyGenerator: (request) => `events:${addressKey(request.ip)}`,
  });
  app.get("/events", { schema: { hide: true } }, async (request, reply) => {
    reply.header("access-control-allow-origin", "*");
    const query = qs.parse(request.url.split("?", 2)[1] ?? "", { parameterLimit: 20, depth: 1 });
    const token = tokenOf(request.headers, query);
    const address = plainAddress(request.ip);
    const source = { id: request.id, ip: address, userAgent: request.headers["user-agent"]?.slice(0, 500) ?? null, browserToken: null };
    const judge = async ({ isWatching }: { isWatching: boolean }): Promise<Listening> => {
      const principal = token === undefined ? null : await services.authenticate(token, { address, isWatching });
      if (principal === null || !("profileId" in principal)) throw compatErrors.authorization_denied();
      const { profileId } = principal;
      await services.requireUnrestricted(principal, { profileId, source });
      return allowedChannels(principal, readText(query["channels"] ?? query["channel"] ?? "", "channels"), {
        db: services.db,
        access: principal.kind === "run_user" ? await services.accessOf(principal, { profileId, address }) : null,
      });
    };

    try {
      const limit = await checkLimit(request);
      if (!limit.isAllowed && limit.isExceeded) throw httpErrors.too_many_requests({ retryAfterSeconds: limit.ttlInSeconds });
      const listening = await judge({ isWatching: false });
      requireRoom(open, listening.caller);
      const stream = listen({ hub, judge: () => judge({ isWatching: true }), token: token ?? "" }, listening);
      open.set(stream, listening.caller);
      stream.once("close", () => open.delete(stream));
      return await reply
        .type("text/event-stream; charset=utf-8")
        .header("cache-control", "no-store")
        // Nothing follows a stream: a server that stops would wait for the next request on its connection.
        .header("connection", "close")
        .header("x-accel-buffering", "no")
        .send(stream);
    } catch (thrown) {
      const { status, message } = toTagoError(thrown, request.id);
      return reply.code(status).type("application/json; charset=utf-8").serializer(JSON.stringify).send({ status: false, message });
    }
  });
  // A server that stops waits for open answers, and these would never end by themselves.
  app.addHook("preClose", async () => {
    for (const stream of open.keys()) stream.end();
  });
}

/** Each stream costs a question a second: one caller must not take what is everybody's. */
function requireRoom(open: ReadonlyMap<PassThrough, string>, caller: string): void {
  const own = [...open.values()].filter((each) => each === caller).length;
  if (own >= streamsOfCallerMax || open.size >= streamsMax) throw httpErrors.too_many_requests({ retryAfterSeconds: 60 });
}

interface StreamParts {
  hub: LiveHub;
  judge: () => Promise<Listening>;
  token: string;
}

function listen({ hub, judge, token }: StreamParts, { profileId, channels }: Listening): PassThrough {
  const stream = new PassThrough();
  const asked = new Map([...channels].map(([name, channel]) => [channel, name]));
  const stopListening = hub.listen(profileId, [...channels.values()], ({ channel, payload }) => {
    const name = asked.get(channel);
    // An analysis runs with the token that it listens with: nobody else knows it, it is stored as a digest.
    const told = name === "analysis_trigger" ? { ...(payload as object), token } : payload;
    stream.write(`event: message\ndata: ${JSON.stringify({ channel: name, payload: told })}\n\n`);
    if (stream.writableLength > waitingBytesMax) stream.destroy();
  });
  const keepAlive = setInterval(() => stream.write(": listening\n\n"), keepAliveMs).unref();
  let isJudging = false;
  const recheck = setInterval(() => {
    if (isJudging) return;
    isJudging = true;
    judge()
      .catch(() => stream.end())
      .finally(() => (isJudging = false));
  }, recheckMs).unref();
  stream.once("close", () => {
    stopListening();
    clearInterval(keepAlive);
    clearInterval(recheck);
  });
  stream.write(": listening\n\n");
  return stream;
}

type ProfilePrincipal = Extract<Principal, { profileId: string }>;

interface Judging {
  db: Database;
  /** Of run users; nobody else hears anything by a policy. */
  access: Access | null;
}

/** Refuses the whole stream when one channel may not be heard. */
async function allowedChannels(principal: ProfilePrincipal, text: string, judging: Judging): Promise<Listening> {
  const names = text.split(",").filter((name) => name !== "");
  if (names.length === 0 || names.length > channelsMax) throw compatErrors.not_valid({ detail: "channels: names no channel" });

  const { profileId } = principal;
  const readable = await readableDevices(profileId, names, judging);
  return {
    profileId,
    caller: `${principal.kind}:${principal.id}`,
    channels: new Map(names.map((name) => [name, channelFor(principal, name, readable)])),
  };
}

const deviceOf = (name: string): string | undefined => /^device_data\.([0-9a-f]{24})$/.exec(name)?.[1];

/** With the tags that a device has now: what denies it by a tag counts here as everywhere. */
async function readableDevices(profileId: string, names: readonly string[], { db, access }: Judging): Promise<ReadonlySet<string>> {
  const ids = names.map(deviceOf).filter((id) => id !== undefined);
  if (access === null || ids.length === 0) return new Set();
  const devices = await listDevicesByIds(db, profileId, [...new Set(ids)]);
  const may = (device: DeviceRow) => ["access", "get_data"].every((action) => access.allows("device", action, device));
  return new Set(devices.filter(may).map(({ id }) => id));
}

function channelFor(principal: Principal, name: string, readable: ReadonlySet<string>): string {
  if (principal.kind === "analysis" && name === "analysis_trigger") return `analysis_trigger.${principal.id}`;
  const isForTokens = /^(analysis_console|device_data|device_inspector|ui_dashboard)\.[0-9a-f]{24}$|^(ui|notification)$/.test(name);
  if (principal.kind === "api_token" && principal.permission !== "write" && isForTokens) return name;
  if (readable.has(deviceOf(name) ?? "")) return name;
  if (principal.kind === "run_user" && name === "notification") return `notification.${principal.id}`;
  throw compatErrors.authorization_denied();
}

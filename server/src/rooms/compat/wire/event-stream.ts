import { PassThrough } from "node:stream";
import type { FastifyInstance } from "fastify";
import qs from "qs";
import type { RouterServices } from "../../../http/router.ts";
import type { Access } from "../../../http/access.ts";
import type { Principal } from "../../../http/principal.ts";
import { plainAddress } from "../../../platform/plain-address.ts";
import type { LiveHub } from "../../live/index.ts";
import { compatErrors } from "./compat.errors.ts";
import { toTagoError } from "./to-error.ts";
import { tokenOf } from "./token-of.ts";
import { textOf } from "./text-of.ts";

const keepAliveMs = 15_000;
const recheckMs = 1000;
const channelsMax = 50;

interface Listening {
  profileId: string;
  /** As asked for, with the channel that it stands for. */
  channels: Map<string, string>;
}

/**
 * TagoIO's event stream, at `/events` of the root because the SDK puts it there. The token is asked for anew every second, so that
 * a stream ends soon after whatever would refuse a request.
 */
export function registerEventStream(app: FastifyInstance, services: RouterServices, hub: LiveHub): void {
  const open = new Set<PassThrough>();
  app.get("/events", { schema: { hide: true } }, async (request, reply) => {
    reply.header("access-control-allow-origin", "*");
    const query = qs.parse(request.url.split("?", 2)[1] ?? "", { parameterLimit: 20, depth: 1 });
    const token = tokenOf(request.headers, query);
    const address = plainAddress(request.ip);
    const judge = async (): Promise<Listening> => {
      const principal = token === undefined ? null : await services.authenticate(token, { address });
      if (principal === null) throw compatErrors.authorization_denied();
      return allowedChannels(principal, textOf(query["channels"] ?? query["channel"]), async (profileId) =>
        services.accessOf(principal, { profileId, address }),
      );
    };

    try {
      const stream = listen({ hub, judge, token: token ?? "" }, await judge());
      open.add(stream);
      stream.once("close", () => open.delete(stream));
      return await reply
        .type("text/event-stream; charset=utf-8")
        .header("cache-control", "no-store")
        .header("x-accel-buffering", "no")
        .send(stream);
    } catch (thrown) {
      const { status, message } = toTagoError(thrown, request.id);
      return reply.code(status).type("application/json; charset=utf-8").serializer(JSON.stringify).send({ status: false, message });
    }
  });
  // A server that stops waits for open answers, and these would never end by themselves.
  app.addHook("preClose", async () => {
    for (const stream of open) stream.end();
  });
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
  });
  const keepAlive = setInterval(() => stream.write(": listening\n\n"), keepAliveMs).unref();
  const recheck = setInterval(() => void judge().catch(() => stream.end()), recheckMs).unref();
  stream.once("close", () => {
    stopListening();
    clearInterval(keepAlive);
    clearInterval(recheck);
  });
  stream.write(": listening\n\n");
  return stream;
}

/** Refuses the whole stream when one channel may not be heard. */
async function allowedChannels(principal: Principal, text: string, accessIn: (profileId: string) => Promise<Access>): Promise<Listening> {
  const names = text.split(",").filter((name) => name !== "");
  if (names.length === 0 || names.length > channelsMax) throw compatErrors.not_valid({ detail: "channels: names no channel" });
  if (!("profileId" in principal)) throw compatErrors.authorization_denied();

  const { profileId } = principal;
  const access = principal.kind === "run_user" ? await accessIn(profileId) : null;
  return { profileId, channels: new Map(names.map((name) => [name, channelFor(principal, name, access)])) };
}

function channelFor(principal: Principal, name: string, access: Access | null): string {
  if (principal.kind === "analysis" && name === "analysis_trigger") return `analysis_trigger.${principal.id}`;
  if (
    principal.kind === "api_token" &&
    /^(analysis_console|device_data|device_inspector|ui_dashboard)\.[0-9a-f]{24}$|^(ui|notification)$/.test(name)
  )
    return name;
  const device = /^device_data\.([0-9a-f]{24})$/.exec(name)?.[1];
  // Tags of the device are not known here: only rights on every device, or on this one by its id, are enough.
  if (device !== undefined && access?.allows("device", "access", { id: device, tags: [] })) return name;
  if (principal.kind === "run_user" && name === "notification") return `notification.${principal.id}`;
  throw compatErrors.authorization_denied();
}

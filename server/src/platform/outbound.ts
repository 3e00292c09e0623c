import { lookup, type LookupAddress } from "node:dns";
import { request as httpRequest, type IncomingMessage } from "node:http";
import { request as httpsRequest } from "node:https";
import { BlockList, isIP, isIPv6, type LookupFunction } from "node:net";

/** Calls to addresses that people configure: webhooks and the like. */
export interface Outbound {
  /** Sends JSON. Throws when the address may not be called, nobody answers in time, or the answer is not 2xx. */
  postJson(url: string, body: unknown, headers?: Record<string, string>): Promise<void>;
}

export class OutboundError extends Error {
  override readonly name = "OutboundError";
}

const timeoutMs = 15_000;
const forbidden = privateAddresses();

/**
 * Server-side request forgery: whoever may set an address must not reach what only this machine can, such as metadata of a cloud.
 * The name is resolved once and the connection goes to just that address, so that a name that changes its mind (DNS rebinding) does
 * not help; redirects are not followed.
 */
export function createOutbound({ mayReachPrivate }: { mayReachPrivate: boolean }): Outbound {
  return {
    postJson: async (url, body, headers = {}) => {
      const target = new URL(url);
      if (target.protocol !== "http:" && target.protocol !== "https:") throw new OutboundError("only http and https can be called");
      if (!mayReachPrivate && isIP(bareHost(target)) > 0) requirePublic(bareHost(target));

      const answer = await send(target, { text: JSON.stringify(body), headers, mayReachPrivate });
      answer.resume();
      const status = answer.statusCode ?? 0;
      if (status < 200 || status > 299) throw new OutboundError(`${target.host} answered ${status}`);
    },
  };
}

interface Sent {
  text: string;
  headers: Record<string, string>;
  mayReachPrivate: boolean;
}

function send(target: URL, { text, headers, mayReachPrivate }: Sent): Promise<IncomingMessage> {
  const request = target.protocol === "https:" ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const call = request(
      target,
      {
        method: "POST",
        headers: { ...headers, "content-type": "application/json", "content-length": Buffer.byteLength(text), "user-agent": "Latchkey" },
        timeout: timeoutMs,
        lookup: mayReachPrivate ? undefined : publicLookup,
      },
      resolve,
    );
    call.on("timeout", () => call.destroy(new OutboundError(`${target.host} did not answer in time`)));
    call.on("error", reject);
    call.end(text);
  });
}

const publicLookup: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, found: LookupAddress[]) => {
    if (error) return callback(error, "", 0);
    const blocked = found.find(({ address }) => isPrivate(address));
    if (blocked) return callback(new OutboundError(`${hostname} leads to a private address`), "", 0);
    const [first] = found;
    if (options.all === true) return callback(null, found);
    callback(null, first?.address ?? "", first?.family);
  });
};

function requirePublic(address: string): void {
  if (isPrivate(address)) throw new OutboundError("private addresses may not be called");
}

/** Whether an address is of this machine, of a local network, or not one of a single machine at all. */
export function isPrivate(address: string): boolean {
  return forbidden.check(address, isIPv6(address) ? "ipv6" : "ipv4");
}

function bareHost({ hostname }: URL): string {
  return hostname.replace(/^\[|\]$/g, "");
}

/** IANA special-purpose registries (RFC 6890). IPv4 in IPv6 forms is checked as the IPv4 it stands for, or refused whole. */
function privateAddresses(): BlockList {
  const list = new BlockList();
  const v4 = ["0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24"];
  const more = ["192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4"];
  const v6 = [
    "::/128",
    "::1/128",
    "64:ff9b::/96",
    "64:ff9b:1::/48",
    "100::/64",
    "2001::/23",
    "2001:db8::/32",
    "2002::/16",
    "fc00::/7",
    "fe80::/10",
    "ff00::/8",
  ];
  for (const range of [...v4, ...more]) add(list, range, "ipv4");
  for (const range of v6) add(list, range, "ipv6");
  return list;
}

function add(list: BlockList, range: string, family: "ipv4" | "ipv6"): void {
  const [net = "", prefix] = range.split("/");
  list.addSubnet(net, Number(prefix), family);
}

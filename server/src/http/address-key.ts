import { isIPv6 } from "node:net";

/**
 * What a caller's address counts as in rate limits. A single IPv6 customer is given at least a /64 and could take a new
 * address of it for every try, so that the network is counted; IPv4 written as IPv6 counts as IPv4.
 */
export function addressKey(address: string): string {
  if (!isIPv6(address)) return address;
  if (address.includes(".")) return address.slice(address.lastIndexOf(":") + 1);

  const [head = "", tail = ""] = address.replace(/%.*$/, "").toLowerCase().split("::");
  const [before, after] = [head.split(":").filter(Boolean), tail.split(":").filter(Boolean)];
  const zeros = Array.from({ length: address.includes("::") ? 8 - before.length - after.length : 0 }, () => "0");
  const network = [...before, ...zeros, ...after].slice(0, 4).map((group) => Number.parseInt(group, 16).toString(16));
  return `${network.join(":")}::/64`;
}

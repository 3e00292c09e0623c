import { isIP } from "node:net";
import ipaddr from "ipaddr.js";

/**
 * One way to write an address, for rules, lists and logs: without a zone (`fe80::1%eth0`), and IPv4 in IPv6 clothes
 * (`::ffff:192.0.2.1`, `::ffff:c000:201`) as IPv4. Null for what is no address: forms such as `010.0.0.1` or `0x7f.1` mean
 * different things to different readers, so that nothing here may guess.
 */
export function plainAddress(text: string): string | null {
  const address = text.replace(/%.*$/, "");
  // RFC 4291, 2.5.5.1: given up long ago, and read by some as the IPv4 address inside.
  if (/^::\d+\./.test(address)) return null;
  const family = isIP(address);
  if (family === 4) return address;
  return family === 6 ? ipaddr.process(address).toString() : null;
}

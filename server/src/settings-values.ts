import { BlockList, isIP } from "node:net";

/** Each parser takes the text of one setting and throws an Error whose message completes "X must be ...". */

export function parseText(text: string): string {
  if (text.trim() === "" || text.includes("\0")) throw new Error("a text that is not empty");
  return text;
}

export function parseBoundedInteger({ min, max }: { min: number; max: number }): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= min && value <= max) return value;
    throw new Error(`a whole number from ${min} to ${max}`);
  };
}

export function parseChoice<const Choice extends string>(choices: readonly Choice[]): (text: string) => Choice {
  return (text) => {
    const found = choices.find((choice) => choice === text);
    if (found !== undefined) return found;
    throw new Error(`one of ${choices.join(", ")}`);
  };
}

export function parseHost(text: string): string {
  const bare = text.replace(/^\[(.*)\]$/, "$1");
  if (isIP(bare) > 0 || /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(bare)) return bare;
  throw new Error("an IP address or a host name, without http:// and without a port");
}

/** Links are built by joining a path to it, so it ends without a slash. Empty means "decide from the port". */
export function parsePublicUrl(text: string): string {
  if (text === "") return "";
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isPlain = url !== undefined && url.pathname === "/" && url.search === "" && url.hash === "" && url.username === "";
  if (isPlain && /^https?:$/.test(url.protocol)) return url.origin;
  throw new Error("an address such as https://portal.example.com, without a path");
}

/** Empty means "keep one in the data folder". */
export function parseSecretKey(text: string): string | undefined {
  if (text === "") return undefined;
  if (text.length >= 32) return text;
  throw new Error("at least 32 random characters, e.g. from `openssl rand -base64 32`");
}

/** Empty means "none". */
export function parseOptional<Value>(parse: (text: string) => Value): (text: string) => Value | undefined {
  return (text) => (text === "" ? undefined : parse(text));
}

/** Any text, the empty one too. */
export function parseAnyText(text: string): string {
  if (text.includes("\0")) throw new Error("a text");
  return text;
}

export function parseAddress(text: string): string {
  if (/^[^\s@<>]+@[^\s@<>]+$/.test(text)) return text;
  throw new Error("one e-mail address such as no-reply@example.com, without a name");
}

/** Parts in braces are filled in for each message, so that only the rest can be checked. */
export function parseGatewayUrl(text: string): string {
  if (text === "log" || (/^https?:\/\//.test(text) && URL.canParse(text))) return text;
  throw new Error("an address such as https://sms.example.com/send, or log");
}

/** Lines such as `Authorization: Bearer abc`, parted by semicolons or line breaks. */
export function parseHeaders(text: string): (readonly [string, string])[] {
  const lines = text.split(/[;\n]/).filter((line) => line.trim() !== "");
  return lines.map((line) => {
    const [, name, value] = /^\s*([\w-]+)\s*:\s*(.+?)\s*$/.exec(line) ?? [];
    if (name === undefined || value === undefined) throw new Error("a list such as Authorization: Bearer abc; X-Sender: me");
    return [name, value] as const;
  });
}

export function parseDatabaseUrl(text: string): string | undefined {
  if (text === "") return undefined;
  // The value is never repeated in the message: it holds a password.
  if (URL.canParse(text) && /^postgres(ql)?:$/.test(new URL(text).protocol)) return text;
  throw new Error("an address such as postgres://user:password@host/latchkey");
}

/** Addresses and ranges, e.g. `10.0.0.0/8, ::1`. */
export function parseCidrList(text: string): string[] {
  const items = text
    .split(",")
    .map((item) => item.trim())
    .filter((item) => item !== "");
  for (const item of items) {
    if (!isAddressOrRange(item)) throw new Error(`a list of addresses or ranges such as 10.0.0.0/8, ::1 ("${item}" is neither)`);
  }
  return items;
}

function isAddressOrRange(item: string): boolean {
  const [address = "", prefix, ...rest] = item.split("/");
  const family = isIP(address);
  if (family === 0 || rest.length > 0) return false;
  if (prefix === undefined) return true;
  if (!/^\d{1,3}$/.test(prefix)) return false;

  try {
    new BlockList().addSubnet(address, Number(prefix), family === 4 ? "ipv4" : "ipv6");
    return true;
  } catch {
    return false;
  }
}

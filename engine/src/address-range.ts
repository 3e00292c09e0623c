/** Internet addresses and ranges as numbers: parsed once, compared in nanoseconds. */
import ipaddr from "ipaddr.js";

/** One number for IPv4, four for IPv6, each of 32 bits. An IPv4 address in IPv6 clothes (`::ffff:…`) counts as IPv4. */
export type Address = readonly number[];

export interface AddressRange {
  readonly words: Address;
  /** Bits of each word that have to agree. */
  readonly masks: readonly number[];
}

/** Null for what is no address: nothing then matches it. */
export function parseAddress(text: string): Address | null {
  return ipaddr.isValid(text) ? toWords(ipaddr.process(text).toByteArray()) : null;
}

/** A single address is a range of one. Null for what is neither. */
export function parseAddressRange(text: string): AddressRange | null {
  const [host = "", prefix] = text.split("/");
  if (!ipaddr.isValid(host)) return null;

  const parsed = ipaddr.parse(host);
  const full = parsed.kind() === "ipv4" ? 32 : 128;
  const bits = prefix === undefined ? full : Number(prefix);
  if (!Number.isInteger(bits) || bits < 0 || bits > full) return null;
  // The 96 bits in front of an IPv4 address in IPv6 clothes are the same for all of them.
  const isMapped = full === 128 && bits >= 96 && ipaddr.process(host).kind() === "ipv4";
  const words = toWords((isMapped ? ipaddr.process(host) : parsed).toByteArray());
  return toRange(words, isMapped ? bits - 96 : bits);
}

export function isInRange({ words, masks }: AddressRange, address: Address): boolean {
  if (words.length !== address.length) return false;
  for (let at = 0; at < words.length; at += 1) {
    if ((((words[at] ?? 0) ^ (address[at] ?? 0)) & (masks[at] ?? 0)) !== 0) return false;
  }
  return true;
}

function toRange(words: Address, bits: number): AddressRange {
  // A shift by 32 would be a shift by nothing.
  const maskOf = (kept: number) => (kept <= 0 ? 0 : -1 << (32 - Math.min(kept, 32)));
  return { words, masks: words.map((_word, at) => maskOf(bits - at * 32)) };
}

function toWords(bytes: readonly number[]): Address {
  const words: number[] = [];
  for (let at = 0; at < bytes.length; at += 4) {
    words.push(((bytes[at] ?? 0) << 24) | ((bytes[at + 1] ?? 0) << 16) | ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0));
  }
  return words;
}

/** Whether every address of one range is in the other too. */
export function isRangeWithin(inner: AddressRange, outer: AddressRange): boolean {
  if (inner.words.length !== outer.words.length) return false;
  return outer.masks.every((mask, at) => ((inner.masks[at] ?? 0) & mask) === mask) && isInRange(outer, inner.words);
}

/** Two ranges meet only where one is within the other. */
export function doRangesMeet(one: AddressRange, other: AddressRange): boolean {
  return isRangeWithin(one, other) || isRangeWithin(other, one);
}

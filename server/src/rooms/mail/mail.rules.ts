/** Pure rules of the mail room. */
import type { VariableKind } from "./templates/template-list.ts";

const textLengthMax = 200;
const bodyLengthMax = 4000;

// A line break in a name could become a header of its own, and other control characters confuse mail programs.
// oxlint-disable-next-line no-control-regex
const controlCharacters = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+/g;

/**
 * Text that people chose, such as names, made harmless: one line, of limited length, and nothing in it that a mail program
 * turns into a link, because otherwise a name like "win at evil.example" would make us send advertising for strangers.
 */
export function cleanText(text: string): string {
  return withoutLinks(cutShort(oneLine(text), textLengthMax));
}

/** The same for a text of several lines. */
export function cleanBody(text: string): string {
  const lines = text.split(/\r\n|\r|\n/).map(oneLine);
  return withoutLinks(cutShort(lines.join("\n").trim(), bodyLengthMax));
}

function oneLine(text: string): string {
  return text.replaceAll(controlCharacters, " ").replaceAll(/\s+/g, " ").trim();
}

function withoutLinks(text: string): string {
  return text.replaceAll(/:\/\//g, ": //").replaceAll(/(?<=[\p{L}\p{N}])\.(?=\p{L}{2})/gu, ". ");
}

/** An address is shown whole: it is the point of the message. */
export function cleanAddress(text: string): string {
  return cutShort(text.replaceAll(controlCharacters, "").replaceAll(/\s+/g, ""), textLengthMax);
}

function cutShort(text: string, lengthMax: number): string {
  const characters = [...text];
  return characters.length <= lengthMax ? text : `${characters.slice(0, lengthMax - 1).join("")}…`;
}

const plainAddress = /^[^\s@<>()[\],;:\\"]{1,64}@[^\s@<>()[\],;:\\"]{1,255}$/u;
const plainNumber = /^\+[1-9]\d{6,14}$/;

/** One address and nothing else: no second recipient, no header. */
export function isMailAddress(text: string): boolean {
  // oxlint-disable-next-line no-control-regex
  return plainAddress.test(text) && !/[\u0000-\u001f\u007f]/.test(text);
}

/** A telephone number with its country code, as E.164 writes it. */
export function isPhoneNumber(text: string): boolean {
  return plainNumber.test(text);
}

/**
 * A link as it is sent. INVARIANT: it begins with the configured public address, never with what a request said; a path is
 * put behind it, and any other address is a mistake in the code.
 */
export function toPublicLink(publicUrl: string, link: string): string {
  const base = new URL(publicUrl);
  const url = new URL(link, base);
  const isWithin = url.origin === base.origin && url.username === "" && (link.startsWith("/") || link.startsWith(`${publicUrl}/`));
  if (!isWithin || link.startsWith("//") || /[\s\\]/.test(link)) throw new Error("a link in a message must lead to this server");
  return url.href;
}

export function isSecretKind(kind: VariableKind): boolean {
  return /^(?:code|link)\??$/.test(kind);
}

const minuteMs = 60_000;
// Soon at first, because a code is waited for; then ever more patient, a day and a half in all.
const delaysMinutes = [1, 2, 5, 10, 20, 40, 60, 120, 240, 480, 960];
/** Spread, so that messages which failed together do not come back together. */
const jitterShare = 0.2;

/** When to try again after so many tries; nothing when it is time to give up. */
export function nextTryAfter(attempts: number, now: Date, random: number): Date | null {
  const minutes = delaysMinutes[attempts - 1];
  return minutes === undefined ? null : new Date(now.getTime() + minutes * minuteMs * (1 + (random * 2 - 1) * jitterShare));
}

/** Takes what lets somebody in out of what another server said, which may repeat parts of the message. */
export function maskSecrets(text: string, secrets: readonly string[]): string {
  return secrets.filter((secret) => secret !== "").reduce((masked, secret) => masked.replaceAll(secret, "••••••"), text);
}

/** As many as a forgetful person asks for on one day. */
const messagesADay = 10;
/** As long as a sent code is good: whoever is left alone still has one that works. */
const pauseMinutes = 10;

/** How many seconds somebody is to be left alone to whom so many messages went within a day; 0 when one more may go. */
export function waitForRoom({ count, latest }: { count: number; latest: Date | null }, now: Date): number {
  if (count < messagesADay || latest === null) return 0;
  return Math.max(0, Math.ceil((latest.getTime() + pauseMinutes * minuteMs - now.getTime()) / 1000));
}

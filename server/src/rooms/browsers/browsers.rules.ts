import type { BrowserFacts } from "@latchkey/contract";
import Bowser from "bowser";

const kinds: Readonly<Record<string, BrowserFacts["kind"]>> = { desktop: "desktop", mobile: "mobile", tablet: "tablet" };

/** What a browser says it is, in words. It may lie, so that nothing is decided by it. */
export function describeUserAgent(userAgent: string | null): BrowserFacts {
  if (userAgent === null || userAgent === "") return { browser: null, system: null, kind: "other" };
  const { browser, os, platform } = Bowser.parse(userAgent);
  return {
    browser: words(browser.name, majorOf(browser.version)),
    system: words(os.name, os.versionName ?? os.version),
    kind: kinds[platform.type ?? ""] ?? "other",
  };
}

/** "Firefox 140 on Windows 10", as messages name a device; null where nothing is known. */
export function nameOfUserAgent(userAgent: string | null): string | null {
  const { browser, system } = describeUserAgent(userAgent);
  if (browser === null) return system;
  return system === null ? browser : `${browser} on ${system}`;
}

function words(name: string | undefined, version: string | undefined): string | null {
  if (name === undefined || name === "") return null;
  return version === undefined || version === "" || version === name ? name.slice(0, 100) : `${name} ${version}`.slice(0, 100);
}

function majorOf(version: string | undefined): string | undefined {
  return version?.split(".")[0];
}

const tokenForm = /^b-[\w-]{43}$/;
const tokensMax = 5;

/**
 * The cookie of a browser holds one token for each person who signed in with it. Nobody is known by another's: a cookie that
 * was planted would otherwise turn the browser of whoever planted it into the victim's trusted device.
 */
export function tokensInCookie(cookie: string | null): string[] {
  return (cookie ?? "")
    .split(".")
    .filter((token) => tokenForm.test(token))
    .slice(-tokensMax);
}

/** The cookie with one more token; of too many, the oldest goes. */
export function withToken(cookie: string | null, token: string): string {
  return [...tokensInCookie(cookie), token].slice(-tokensMax).join(".");
}

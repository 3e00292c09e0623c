import { expect, test } from "vitest";
import { newSecretToken } from "../../platform/secret-tokens.ts";
import { describeUserAgent, nameOfUserAgent, tokensInCookie, withToken } from "./browsers.rules.ts";

test.each([
  ["Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox 140 on Windows 10", "desktop"],
  [
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15",
    "Safari 18 on macOS Catalina",
    "desktop",
  ],
  [
    "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Mobile Safari/537.36",
    "Chrome 141 on Android 15",
    "mobile",
  ],
  [
    "Mozilla/5.0 (iPad; CPU OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1",
    "Safari 17 on iOS 17.5",
    "tablet",
  ],
])("a browser is called by its own words: %s", (userAgent, name, kind) => {
  expect(nameOfUserAgent(userAgent)).toBe(name);
  expect(describeUserAgent(userAgent).kind).toBe(kind);
});

test.each([[null], [""], ["\u0000"], ["<script>alert(1)</script>"], ["x".repeat(500)], ["curl/8.5.0"]])(
  "whatever else it says does no harm: %j",
  (userAgent) => {
    const { browser, system, kind } = describeUserAgent(userAgent);
    expect([browser === null || browser.length <= 100, system === null || system.length <= 100]).toEqual([true, true]);
    expect(["desktop", "mobile", "tablet", "other"]).toContain(kind);
  },
);

test("a cookie holds one token a person, the last five, and nothing else", () => {
  const tokens = Array.from({ length: 6 }, () => newSecretToken("browser"));
  const cookie = tokens.reduce<string | null>((so, token) => withToken(so, token), null);
  expect(tokensInCookie(cookie)).toEqual(tokens.slice(1));
  expect(tokensInCookie("b-short.c-nothing..")).toEqual([]);
  expect(tokensInCookie(null)).toEqual([]);
});

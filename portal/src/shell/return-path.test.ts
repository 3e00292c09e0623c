import { expect, test } from "vitest";
import { toReturnHref, toReturnPath } from "./return-path.ts";

test("a page of the portal is kept with its search", () => {
  const returnTo = toReturnPath("/acme/dashboards/1?period=7d", "acme");

  expect(returnTo).toBe("dashboards/1?period=7d");
  expect(toReturnHref(returnTo, "acme")).toBe("/p/acme/dashboards/1?period=7d");
});

test("home leaves no trace in the address", () => {
  expect(toReturnPath("/acme", "acme")).toBe("");
  expect(toReturnHref(undefined, "acme")).toBe("/p/acme");
});

test.each([
  "../../console/",
  "../other/dashboards/1",
  "..\\..\\console",
  "/evil.example",
  "//evil.example",
  "..//evil.example",
  "\t..\t/..\t/console",
  "%2e%2e/%2e%2e/console",
  "sign-in?returnTo=x",
  "sign-up",
  "s",
])("%s leads to the portal's home", (returnTo) => {
  expect(toReturnHref(returnTo, "acme")).toBe("/p/acme");
});

test("an absolute address becomes a harmless path inside the portal", () => {
  expect(toReturnHref("javascript:alert(1)", "acme")).toBe("/p/acme/javascript:alert(1)");
});

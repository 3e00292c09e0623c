import { expect, test } from "vitest";
import { screenshot } from "../support/browser.ts";
import { setStage } from "../support/stage.ts";

const stage = setStage();

test("the API's own pages show every call, and no part of them is refused by the security policy", async () => {
  const { page, consoleErrors } = await stage.aVisitor();
  const answer = await fetch(`${stage.latchkey.url}/api/openapi.json`);
  const { paths } = (await answer.json()) as { paths: Record<string, Record<string, unknown>> };
  const callCount = Object.values(paths).reduce((sum, calls) => sum + Object.keys(calls).length, 0);
  expect(callCount).toBeGreaterThan(80);

  await page.goto(`${stage.latchkey.url}/api/docs`);
  const calls = page.locator(".opblock-summary");
  await calls.nth(callCount - 1).waitFor();
  expect(await calls.count()).toBe(callCount);
  await calls.filter({ hasText: "Explain a decision" }).getByRole("button").first().click();
  await page.getByText("Example Value").first().waitFor();
  await screenshot(page, "api-docs");
  expect(consoleErrors).toEqual([]);
});

test("the address in an error answer leads to what the error means", async () => {
  const refused = stage.latchkey.client().administrators.getMe();
  const problem = await refused.then(
    () => undefined,
    (error: { problem: { type: string; code: string } }) => error.problem,
  );
  expect(problem?.code).toBe("http.not_signed_in");

  const { page, consoleErrors } = await stage.aVisitor();
  const type = new URL(problem?.type ?? "", stage.latchkey.url);
  await page.goto(type.href);
  const id = decodeURIComponent(type.hash.slice(1));
  const heading = page.locator(`[id="${id}"]`);
  await heading.waitFor();
  expect(await heading.innerText()).toContain("http.not_signed_in");
  await screenshot(page, "api-errors");
  expect(consoleErrors).toEqual([]);
});

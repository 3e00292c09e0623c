import { expect, test } from "vitest";
import { screenshot } from "../support/browser.ts";
import { setStage } from "../support/stage.ts";

const stage = setStage();

test("the API's own pages show every group of calls, and no part of them is refused by the security policy", async () => {
  const { page, consoleErrors } = await stage.aVisitor();
  await page.goto(`${stage.latchkey.url}/api/docs`);
  await page.getByText("/api/v1/profiles/{profileId}/policies", { exact: false }).first().waitFor();
  await page.getByText("Explain a decision", { exact: false }).first().waitFor();
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

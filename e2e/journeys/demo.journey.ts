import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { screenshot } from "../support/browser.ts";
import { cleanEnvironment } from "../support/latchkey.ts";
import { typePassword } from "../support/people.ts";
import { setStage } from "../support/stage.ts";

const serve = fileURLToPath(new URL("../../scripts/serve.mjs", import.meta.url));
const stage = setStage();

/** Starts the demo with a temporary folder of its own, and gives what it printed. */
async function startDemo(temporary: string) {
  const child = spawn(process.execPath, [serve, "--demo", "--port", "0"], {
    env: { ...cleanEnvironment(), TMPDIR: temporary },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let greeting = "";
  await new Promise<void>((resolve, reject) => {
    child.once("exit", () => reject(new Error(`the demo ended:\n${greeting}`)));
    child.stdout.on("data", (chunk: Buffer) => {
      greeting += chunk.toString();
      if (/#s-\S+\s/.test(greeting)) resolve();
    });
  });
  return { greeting, child };
}

test("the demo prints who can sign in with which password, and leaves nothing behind", async () => {
  const temporary = mkdtempSync(join(tmpdir(), "latchkey-journey-demo-"));
  const { greeting, child } = await startDemo(temporary);
  const portalUrl = /Portal +(\S+)/.exec(greeting)?.[1] ?? "";
  const [, email = "", password = ""] = /(maria\S+) +(\S+)/.exec(greeting) ?? [];
  expect(readdirSync(temporary)).toHaveLength(1);

  const { page } = await stage.aVisitor();
  await page.goto(portalUrl);
  await typePassword(page, { email, password });
  await page.getByText("Regional Sales View").click();
  await page.getByText("Flights flown from each region in 2008").waitFor();
  await screenshot(page, "demo-regional-sales-view");

  child.kill("SIGTERM");
  await once(child, "exit");
  expect(readdirSync(temporary)).toEqual([]);
  rmSync(temporary, { recursive: true });
});

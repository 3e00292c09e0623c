import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll } from "vitest";
import { openBrowser, openVisitor, screenshotFolder, type Visitor, type VisitorOptions } from "./browser.ts";
import { startLatchkey, type Latchkey } from "./latchkey.ts";

export interface Stage {
  latchkey: Latchkey;
  /** A person with a browser of their own, who leaves when the test ends. */
  aVisitor(options?: VisitorOptions): Promise<Visitor>;
}

/**
 * One server and one browser for the tests of a file. The parts exist once the tests run, not while the file is read.
 * `prepare` starts what the server needs, and answers its settings.
 */
export function setStage(prepare: () => Promise<Readonly<Record<string, string>>> = async () => ({})): Stage {
  let latchkey: Latchkey | undefined;
  let browser: Browser | undefined;
  let visitors: Visitor[] = [];

  beforeAll(async () => {
    [latchkey, browser] = await Promise.all([prepare().then(startLatchkey), openBrowser()]);
  });

  afterEach(async ({ task }) => {
    if (task.result?.state === "fail") await keepPictures(task.name, visitors);
    await Promise.all(visitors.map((visitor) => visitor.context.close()));
    visitors = [];
  });

  afterAll(async () => {
    await browser?.close();
    await latchkey?.stop();
  });

  return {
    get latchkey() {
      return present(latchkey);
    },
    aVisitor: async (options) => {
      const visitor = await openVisitor(present(browser), options);
      visitors.push(visitor);
      return visitor;
    },
  };
}

function present<T>(part: T | undefined): T {
  if (part === undefined) throw new Error("the stage is set before the first test and not earlier");
  return part;
}

/** What each visitor saw when the test failed, where screenshots are wanted at all. */
async function keepPictures(name: string, visitors: Visitor[]): Promise<void> {
  if (screenshotFolder === undefined) return;
  const folder = join(screenshotFolder, "failed");
  mkdirSync(folder, { recursive: true });
  const stem = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .slice(0, 60);
  for (const [index, { page, consoleErrors }] of visitors.entries()) {
    await page.screenshot({ path: join(folder, `${stem}-${index + 1}.png`) }).catch(() => undefined);
    if (consoleErrors.length > 0) console.log(`visitor ${index + 1} at ${page.url()}:\n${consoleErrors.join("\n")}`);
  }
}

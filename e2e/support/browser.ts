import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { chromium, type Browser, type BrowserContext, type Page } from "playwright-core";
import { expect } from "vitest";

const candidates = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Longer than any answer takes on a busy machine, shorter than a test may take: what never comes fails by its own name. */
const actionTimeoutMs = 20_000;

/** Where screenshots go when LATCHKEY_SCREENSHOTS names a folder; otherwise none are taken. */
export const screenshotFolder = process.env.LATCHKEY_SCREENSHOTS;

export async function openBrowser(): Promise<Browser> {
  const executablePath = process.env.CHROMIUM ?? candidates.find((path) => existsSync(path));
  if (executablePath === undefined) throw new Error("journeys need Chromium: install Debian's chromium, or name one in CHROMIUM");
  return chromium.launch({ executablePath, args: flags });
}

export interface Visitor {
  context: BrowserContext;
  page: Page;
  /** Errors the page wrote to its console, the content security policy's included. */
  consoleErrors: string[];
}

export interface VisitorOptions {
  isPhone?: boolean;
  colorScheme?: "light" | "dark";
  /** The language that the browser asks for. */
  locale?: string;
}

/** A person with a browser of their own: nothing is shared with other visitors. */
export async function openVisitor(browser: Browser, options: VisitorOptions = {}): Promise<Visitor> {
  const context = await browser.newContext({
    viewport: options.isPhone === true ? { width: 360, height: 740 } : { width: 1280, height: 900 },
    colorScheme: options.colorScheme ?? "light",
    reducedMotion: "reduce",
    acceptDownloads: true,
    locale: options.locale ?? "en-US",
  });
  context.setDefaultTimeout(actionTimeoutMs);
  const page = await context.newPage();
  const consoleErrors: string[] = [];
  page.on("console", (message) => {
    // The browser reports every refused request itself; refusals are part of many journeys.
    if (message.type() === "error" && !/status of 4\d\d/.test(message.text())) consoleErrors.push(message.text());
  });
  page.on("pageerror", (error) => consoleErrors.push(error.message));
  return { context, page, consoleErrors };
}

interface Finding {
  id: string;
  impact: string;
  nodes: { html: string; failureSummary: string }[];
}

/** No serious or critical finding of axe, by the rules of WCAG 2.2 A and AA. */
export async function expectAccessible(page: Page): Promise<void> {
  // Through the debugger and not as a script element: the page's own policy allows no inline script.
  await page.evaluate(axeSource);
  const violations = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: { run(root: Node, options: object): Promise<{ violations: Finding[] }> } };
    // What lies behind a dialog cannot be reached, and is partly covered by it: the dialog alone is judged.
    const dialogs = [...document.querySelectorAll('[role="dialog"][aria-modal="true"]')];
    return (await axe.run(dialogs.at(-1) ?? document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] })).violations;
  });
  const findings = violations
    .filter((violation) => violation.impact === "serious" || violation.impact === "critical")
    .map((violation) => `${violation.id}: ${violation.nodes.map((node) => `${node.html} ${node.failureSummary}`).join("\n")}`);
  expect(findings, `on ${page.url()}`).toEqual([]);
}

/** Nothing wider than the screen, once an open list has moved to where a turned screen wants it. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  await expect.poll(overflow, { message: `pixels wider than the screen on ${page.url()}`, timeout: 5000 }).toBeLessThanOrEqual(0);
}

export async function screenshot(page: Page, name: string): Promise<void> {
  if (screenshotFolder === undefined) return;
  const path = join(screenshotFolder, `${name}.png`);
  mkdirSync(dirname(path), { recursive: true });
  await page.screenshot({ path, fullPage: true });
}

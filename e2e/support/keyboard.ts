import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";

const tabsMax = 80;

/** What the walker remembers of the element that has the focus, to compare with how it looks without. */
interface Walk {
  element: Element;
  look: string;
  name: string;
}

/** Presses Tab until the element has the focus. Every stop on the way must show that it has it. */
export async function tabTo(page: Page, wanted: Locator): Promise<void> {
  await wanted.waitFor();
  for (let presses = 0; presses < tabsMax; presses += 1) {
    if (await hasFocus(wanted)) return;
    await tab(page);
  }
  throw new Error(`${tabsMax} tab presses do not reach ${wanted.toString()}`);
}

async function tab(page: Page): Promise<void> {
  await page.keyboard.press("Tab");
  expect(await page.evaluate(stepOn), `on ${page.url()}`).toEqual([]);
}

/** Moves through an open list or menu with the arrow keys and takes the entry. */
export async function arrowTo(page: Page, entry: Locator): Promise<void> {
  await entry.waitFor();
  for (let presses = 0; presses < 30; presses += 1) {
    if ((await hasFocus(entry)) || (await isMarked(entry))) return page.keyboard.press("Enter");
    await page.keyboard.press("ArrowDown");
  }
  throw new Error(`the arrow keys do not reach ${entry.toString()}`);
}

function hasFocus(locator: Locator): Promise<boolean> {
  return locator.evaluate((element) => element === document.activeElement);
}

/** In a list of suggestions the focus stays in the field, which names the marked entry. */
function isMarked(entry: Locator): Promise<boolean> {
  return entry.evaluate((element) => document.activeElement?.getAttribute("aria-activedescendant") === element.id && element.id !== "");
}

/** Runs in the page. Says what is wrong with the focus: not to be seen, covered entirely, or lost. */
async function stepOn(): Promise<string[]> {
  // With reduced motion a change still takes a moment: what is read at once is how it looked before.
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  const moving = document.getAnimations().filter((each) => each.effect?.getComputedTiming().endTime !== Infinity);
  await Promise.allSettled(moving.map((each) => each.finished));
  const memory = globalThis as unknown as { walk?: Walk };
  const faults: string[] = [];
  const before = memory.walk;
  if (before?.element.isConnected === true && before.element !== document.activeElement && look(before.element) === before.look) {
    faults.push(`looks the same with and without the focus: ${before.name}`);
  }

  const element = document.activeElement;
  delete memory.walk;
  // From the last element the focus goes to the browser itself and comes back with the next press.
  if (element === null || element === document.body || !element.matches(":focus")) return faults;
  const name = element.outerHTML.slice(0, 200);
  const cover = findCover(element);
  if (cover !== undefined) faults.push(`covered by ${cover}: ${name}`);
  // A heading that a new page put the focus on is no control: it takes none from Tab and need not show it.
  if (!element.matches("h1[tabindex='-1'], main")) memory.walk = { element, look: look(element), name };
  return faults;

  /** Whatever may mark the focus: on the element, on what stands around it, or on the label after a hidden input. */
  function look(of: Element): string {
    const places = [of, of.nextElementSibling, of.parentElement, of.parentElement?.parentElement].filter((each) => each instanceof Element);
    return JSON.stringify(
      places.flatMap((place) =>
        [undefined, "::before", "::after"].map((part) => {
          const { outlineStyle, outlineWidth, outlineColor, boxShadow, borderColor, backgroundColor } = getComputedStyle(place, part);
          return [outlineStyle === "none" ? "" : [outlineStyle, outlineWidth, outlineColor], boxShadow, borderColor, backgroundColor];
        }),
      ),
    );
  }

  /** WCAG 2.4.11: at least a part of what has the focus is to be seen. */
  function findCover(target: Element): string | undefined {
    const { left, top, width, height } = target.getBoundingClientRect();
    // A hidden input has its label drawn in its place.
    if (width < 4 || height < 4) return undefined;
    const points = [0.1, 0.5, 0.9].flatMap((x) => [0.1, 0.5, 0.9].map((y) => [left + width * x, top + height * y] as const));
    const hits = points.map(([x, y]) => document.elementFromPoint(x, y));
    const isSeen = hits.some((hit) => hit !== null && (target.contains(hit) || hit.closest("label")?.contains(target) === true));
    return isSeen ? undefined : (hits[4]?.outerHTML.slice(0, 200) ?? "the edge of the window");
  }
}

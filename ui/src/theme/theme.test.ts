import { describe, expect, it } from "vitest";
import { channels, contrast } from "./contrast.ts";
import { darkRoles, darkTint, lightRoles } from "./css-variables.ts";
import { palette } from "./palette.ts";

const hues = Object.entries(palette).filter(([hue]) => hue !== "dark");
const lightSurfaces = ["#ffffff", palette.gray[0], lightRoles["--lk-surface-hover"], lightRoles["--lk-surface-selected"]];
const darkSurfaces = [
  palette.dark[7],
  palette.dark[6],
  darkRoles["--lk-surface-sunken"],
  darkRoles["--lk-surface-hover"],
  darkRoles["--lk-surface-selected"],
];

/** What `color-mix(in srgb, …)` makes of two colours. */
function mix(first: string, second: string, share: number): string {
  const [a, b] = [channels(first), channels(second)];

  return `#${a
    .map((channel, index) => Math.round((channel * share + (b[index] ?? 0) * (1 - share)) * 255))
    .map((channel) => channel.toString(16).padStart(2, "0"))
    .join("")}`;
}

describe("contrast", () => {
  it("is 21 between black and white and 1 between equals", () => {
    expect(contrast("#000000", "#ffffff")).toBeCloseTo(21);
    expect(contrast("#11746c", "#11746c")).toBe(1);
  });
});

describe("text", () => {
  const textRoles = ["--mantine-color-dimmed", "--mantine-color-error", "--mantine-color-success", "--mantine-color-anchor"] as const;

  it.each(textRoles)("%s is readable on every light surface", (role) => {
    for (const surface of lightSurfaces) expect(contrast(lightRoles[role], surface), surface).toBeGreaterThanOrEqual(4.5);
  });

  it.each(textRoles)("%s is readable on every dark surface", (role) => {
    for (const surface of darkSurfaces) expect(contrast(darkRoles[role], surface), surface).toBeGreaterThanOrEqual(4.5);
  });

  it("is readable as placeholder of a field", () => {
    expect(contrast(lightRoles["--mantine-color-placeholder"], "#ffffff")).toBeGreaterThanOrEqual(4.5);
    expect(contrast(darkRoles["--mantine-color-placeholder"], palette.dark[6])).toBeGreaterThanOrEqual(4.5);
  });
});

describe.each(hues)("%s", (_hue, shades) => {
  it("carries white text when filled, also while hovered", () => {
    expect(contrast("#ffffff", shades[7])).toBeGreaterThanOrEqual(4.5);
    expect(contrast("#ffffff", shades[8])).toBeGreaterThanOrEqual(4.5);
  });

  it("is readable as plain words", () => {
    for (const surface of lightSurfaces) expect(contrast(shades[7], surface), surface).toBeGreaterThanOrEqual(4.5);
    for (const surface of darkSurfaces) expect(contrast(shades[4], surface), surface).toBeGreaterThanOrEqual(4.5);
  });

  it("is readable on its own tint, at rest and hovered", () => {
    expect(contrast(shades[8], shades[1])).toBeGreaterThanOrEqual(4.5);
    expect(contrast(shades[8], shades[2])).toBeGreaterThanOrEqual(4.5);
    for (const share of Object.values(darkTint)) {
      expect(contrast(shades[2], mix(shades[9], palette.dark[6], share))).toBeGreaterThanOrEqual(4.5);
    }
  });
});

describe("edges of controls", () => {
  it("stand out 3:1 from the field and from the page", () => {
    expect(contrast(lightRoles["--lk-control-border"], "#ffffff")).toBeGreaterThanOrEqual(3);
    expect(contrast(darkRoles["--lk-control-border"], palette.dark[7])).toBeGreaterThanOrEqual(3);
    expect(contrast(darkRoles["--lk-control-border"], palette.dark[6])).toBeGreaterThanOrEqual(3);
  });

  it("of a filled brand button stand out 3:1 from a dark page", () => {
    expect(contrast(palette.brand[7], palette.dark[7])).toBeGreaterThanOrEqual(3);
  });
});

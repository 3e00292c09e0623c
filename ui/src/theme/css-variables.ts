import type { CSSVariablesResolver, MantineColorsTuple } from "@mantine/core";
import { seriesColors } from "../charts/series-colors.ts";
import { palette } from "./palette.ts";

/**
 * Where the kit's stock choices miss 4.5:1 for text or 3:1 for the edge of a control: dimmed and placeholder text,
 * error and success words, field borders. `--lk-*` are our own roles.
 */
export const cssVariablesResolver: CSSVariablesResolver = () => ({
  variables: {},
  light: { ...lightRoles, ...hueRoles("light") },
  dark: { ...darkRoles, ...hueRoles("dark") },
});

export const lightRoles = {
  "--mantine-color-dimmed": palette.gray[7],
  "--mantine-color-placeholder": palette.gray[7],
  "--mantine-color-error": palette.red[7],
  "--mantine-color-success": palette.green[7],
  "--mantine-color-anchor": palette.brand[7],
  "--mantine-color-default-border": palette.gray[3],
  "--mantine-color-disabled-color": palette.gray[6],
  "--lk-control-border": palette.gray[5],
  "--lk-surface-raised": "#ffffff",
  "--lk-surface-sunken": palette.gray[0],
  "--lk-surface-hover": palette.gray[1],
  "--lk-surface-selected": palette.brand[0],
  "--lk-line": palette.gray[2],
  "--lk-series-1": seriesColors.light[0],
} as const;

export const darkRoles = {
  "--mantine-color-dimmed": palette.dark[2],
  "--mantine-color-placeholder": palette.dark[2],
  "--mantine-color-error": palette.red[4],
  "--mantine-color-success": palette.green[4],
  "--mantine-color-anchor": palette.brand[4],
  "--mantine-color-default-border": palette.dark[4],
  "--mantine-color-disabled-color": palette.dark[3],
  "--lk-control-border": palette.dark[3],
  "--lk-surface-raised": palette.dark[6],
  "--lk-surface-sunken": palette.dark[8],
  "--lk-surface-hover": palette.dark[5],
  "--lk-surface-selected": "#16332f",
  "--lk-line": palette.dark[5],
  "--lk-series-1": seriesColors.dark[0],
} as const;

/** How much of a hue's darkest shade tints a dark surface, for alerts, badges and light buttons. */
export const darkTint = { rest: 0.6, hover: 0.8 } as const;

/** Words in a hue, plain or on its own tint, in buttons, badges and alerts. */
function hueRoles(scheme: "light" | "dark"): Record<string, string> {
  const hues = Object.entries(palette).filter(([hue]) => hue !== "dark");

  return Object.fromEntries(
    hues.flatMap(([hue, shades]) => Object.entries(scheme === "light" ? lightHue(hue, shades) : darkHue(hue, shades))),
  );
}

function lightHue(hue: string, shades: MantineColorsTuple): Record<string, string> {
  return { [`--mantine-color-${hue}-text`]: shades[7], [`--mantine-color-${hue}-light-color`]: shades[8] };
}

function darkHue(hue: string, shades: MantineColorsTuple): Record<string, string> {
  const tint = (share: number) => `color-mix(in srgb, ${shades[9]} ${share * 100}%, ${palette.dark[6]})`;

  return {
    [`--mantine-color-${hue}-text`]: shades[4],
    [`--mantine-color-${hue}-light`]: tint(darkTint.rest),
    [`--mantine-color-${hue}-light-hover`]: tint(darkTint.hover),
    [`--mantine-color-${hue}-light-color`]: shades[2],
  };
}

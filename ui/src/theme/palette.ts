/**
 * Ten shades per hue, from one lightness ladder in OKLCH, so that a rule about shades holds for every hue:
 * 7 carries white text, 9 is readable on 1 and 2, 4 is readable on every dark surface. `theme.test.ts` checks it.
 */
import type { MantineColorsTuple } from "@mantine/core";

export const palette = {
  brand: ["#e8fdfa", "#d5f6f1", "#b5eae3", "#8dd7ce", "#66c0b6", "#4aa59c", "#2e8d84", "#11746c", "#055e57", "#0a4b46"],
  red: ["#fef5f4", "#fee8e6", "#fed1cc", "#ffafa7", "#ff837b", "#f25855", "#d53c3d", "#b62229", "#96161d", "#781519"],
  pink: ["#fff5f7", "#ffe6ed", "#fecfdc", "#ffabc4", "#ff7ba9", "#e75b8f", "#cb4077", "#ac2961", "#8e1c4e", "#72193e"],
  grape: ["#fdf4ff", "#fce5ff", "#f8ccff", "#f2a6fe", "#de85ec", "#c36bd1", "#a953b6", "#8e3c9b", "#742e7f", "#5d2666"],
  violet: ["#f8f6ff", "#efebfe", "#dfd7fe", "#cbbbfe", "#b499fe", "#9e78f5", "#865fd9", "#6f48bb", "#5a389a", "#482e7b"],
  indigo: ["#f5f8ff", "#e8edff", "#d2dcff", "#b3c4fe", "#91a7fe", "#728af5", "#5c71d9", "#485abb", "#39479b", "#2d3a7b"],
  blue: ["#f3f8fe", "#e2f0fe", "#c5e1ff", "#9bccfe", "#66b3ff", "#3f98eb", "#217fd0", "#0267b1", "#005392", "#014276"],
  cyan: ["#edfbfe", "#d1f5ff", "#a9eafa", "#7ad6ed", "#48bfd9", "#24a4be", "#088ba1", "#077184", "#045b6b", "#034956"],
  teal: ["#e5fef8", "#d0f8ee", "#adeddd", "#7fdbc7", "#50c4ad", "#2fa994", "#0a907c", "#067565", "#025f51", "#004d41"],
  green: ["#e9ffec", "#d5f9db", "#b6eec0", "#8fdc9f", "#68c57f", "#4daa66", "#31914e", "#16783a", "#0b622c", "#0e4e24"],
  lime: ["#f0fde2", "#e2f6cb", "#cceaa7", "#afd77a", "#92bf4e", "#79a431", "#618b09", "#4e7200", "#3f5c00", "#314a00"],
  yellow: ["#fff7e7", "#ffecc5", "#f8da9b", "#eac166", "#d6a52d", "#ba8c01", "#9c7500", "#7f5f03", "#674c00", "#533d01"],
  orange: ["#fff6f1", "#fee9dd", "#fed3ba", "#ffb385", "#f68f4a", "#da752d", "#be5c01", "#9c4a00", "#7f3b01", "#682f00"],
  gray: ["#f6f8f9", "#ebeef0", "#d9dee1", "#c0c8cc", "#a6afb3", "#8d959a", "#757d82", "#5e666a", "#4c5256", "#3d4245"],
  dark: ["#e3e9ec", "#c7cfd3", "#a7b1b6", "#7e888d", "#454f53", "#2d363a", "#1f272b", "#151c1f", "#0f1518", "#090e11"],
} as const satisfies Record<string, MantineColorsTuple>;

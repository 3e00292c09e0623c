/**
 * Colours of series, in order. Each stands out 3:1 from every surface of its scheme, and any two are told apart with
 * normal sight, protanopia, deuteranopia and tritanopia (`series-colors.test.ts`). Lines also differ in dash, slices
 * carry their names, bars and areas a pattern: colour is never alone.
 */
export const seriesColors = {
  light: ["#11746c", "#b5820c", "#9772e6", "#683b01", "#492c9b", "#3c9ba9", "#9e5203", "#7156aa"],
  dark: ["#4aa59c", "#f2cf24", "#916cdf", "#d57004", "#b4d4fe", "#4ef2aa", "#39b5ff", "#eea154"],
} as const;

/** Dashes of lines, in order; with eight colours and five dashes the first forty series differ in the pair. */
export const seriesDashes = ["solid", [8, 4], [2, 3], [10, 3, 2, 3], [4, 2]] as const;

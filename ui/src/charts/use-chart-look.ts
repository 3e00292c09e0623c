import { useComputedColorScheme } from "@mantine/core";
import { useMemo } from "react";
import { palette } from "../theme/palette.ts";
import { seriesColors } from "./series-colors.ts";

export interface ChartLook {
  colors: readonly string[];
  text: string;
  dimmed: string;
  line: string;
  surface: string;
  fontFamily: string;
}

/** Colours of the scheme in force. A canvas cannot read CSS variables, so they are handed over. */
export function useChartLook(): ChartLook {
  const scheme = useComputedColorScheme("light");

  return useMemo(
    () => ({
      colors: seriesColors[scheme],
      text: scheme === "light" ? palette.gray[9] : palette.dark[0],
      dimmed: scheme === "light" ? palette.gray[7] : palette.dark[2],
      line: scheme === "light" ? palette.gray[2] : palette.dark[4],
      surface: scheme === "light" ? "#ffffff" : palette.dark[6],
      fontFamily: getComputedStyle(document.body).fontFamily,
    }),
    [scheme],
  );
}

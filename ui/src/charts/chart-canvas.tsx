import { Center, Loader } from "@mantine/core";
import type { ComposeOption, init } from "echarts/core";
import type { BarSeriesOption, LineSeriesOption, PieSeriesOption } from "echarts/charts";
import type { AriaComponentOption, GridComponentOption, LegendComponentOption, TooltipComponentOption } from "echarts/components";
import { useEffect, useRef, useState } from "react";
import { useUi } from "../app/ui-context.ts";
import classes from "./chart.module.css";

export type ChartOption = ComposeOption<
  | BarSeriesOption
  | LineSeriesOption
  | PieSeriesOption
  | AriaComponentOption
  | GridComponentOption
  | LegendComponentOption
  | TooltipComponentOption
>;

type Chart = ReturnType<typeof init>;

export interface ChartCanvasProps {
  /** Spoken name of the picture. */
  name: string;
  /** Gets the width in CSS pixels, so that labels fit. */
  option: (width: number) => ChartOption;
}

/** Draws one chart; follows the size of its box, and fills all of it. */
export function ChartCanvas({ name, option }: ChartCanvasProps) {
  const { words } = useUi();
  const box = useRef<HTMLDivElement>(null);
  const chart = useChart(box);
  const width = useWidth(box, chart);

  useEffect(() => {
    // Merging would leave what the new option no longer mentions.
    if (chart !== null && width > 0) chart.setOption(option(width), { notMerge: true });
  }, [chart, option, width]);

  return (
    <div className={classes.frame}>
      <div className={classes.canvas} ref={box} role="img" aria-label={words.chartOf(name)} />
      {chart === null ? (
        <Center className={classes.loading} aria-hidden>
          <Loader size="sm" />
        </Center>
      ) : null}
    </div>
  );
}

function useChart(box: React.RefObject<HTMLDivElement | null>): Chart | null {
  const [chart, setChart] = useState<Chart | null>(null);

  useEffect(() => {
    let made: Chart | null = null;
    let isGone = false;

    void import("./engine.ts").then((engine) => {
      if (isGone || box.current === null) return;
      made = engine.init(box.current);
      setChart(made);
    });

    return () => {
      isGone = true;
      made?.dispose();
      setChart(null);
    };
  }, [box]);

  return chart;
}

function useWidth(box: React.RefObject<HTMLDivElement | null>, chart: Chart | null): number {
  const [width, setWidth] = useState(0);

  useEffect(() => {
    if (box.current === null || chart === null) return;

    const observer = new ResizeObserver(([entry]) => {
      chart.resize();
      setWidth(Math.round(entry?.contentRect.width ?? 0));
    });
    observer.observe(box.current);

    return () => observer.disconnect();
  }, [box, chart]);

  return width;
}

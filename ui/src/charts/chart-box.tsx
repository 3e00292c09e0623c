import { useState } from "react";
import type { ReactNode } from "react";
import classes from "./chart.module.css";
import { ViewToggle } from "./view-toggle.tsx";
import type { ChartView } from "./view-toggle.tsx";

export interface ChartBoxProps {
  name: string;
  /** CSS height; 100% of the parent when absent. */
  height?: number | string | undefined;
  /** Chosen from outside; without it, the chart brings its own switch. */
  view?: ChartView | undefined;
  chart: ReactNode;
  table: ReactNode;
}

/** A chart and its table twin: the same figures, one at a time. */
export function ChartBox({ name, height = "100%", view, chart, table }: ChartBoxProps) {
  const [ownView, setOwnView] = useState<ChartView>("chart");
  const shown = view ?? ownView;

  return (
    <div className={classes.box} style={{ height }}>
      {view === undefined ? (
        <div className={classes.toolbar}>
          <ViewToggle view={ownView} onChange={setOwnView} name={name} />
        </div>
      ) : null}
      {shown === "chart" ? <div className={classes.picture}>{chart}</div> : table}
    </div>
  );
}

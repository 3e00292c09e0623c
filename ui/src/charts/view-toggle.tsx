import { ActionIcon, Tooltip } from "@mantine/core";
import { IconChartBar, IconTable } from "@tabler/icons-react";
import { useUi } from "../app/ui-context.ts";

export type ChartView = "chart" | "table";

/** Switches a chart to a table of the same figures and back. */
export function ViewToggle({ view, onChange, name }: { view: ChartView; onChange: (view: ChartView) => void; name?: string }) {
  const { words } = useUi();
  const label = view === "chart" ? words.showAsTable : words.showAsChart;
  const Icon = view === "chart" ? IconTable : IconChartBar;

  return (
    <Tooltip label={label}>
      <ActionIcon
        size="md"
        aria-label={name === undefined ? label : `${label}: ${name}`}
        onClick={() => onChange(view === "chart" ? "table" : "chart")}
      >
        <Icon size={18} stroke={1.6} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}

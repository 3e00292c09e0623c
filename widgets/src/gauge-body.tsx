import type { WidgetContent, WidgetData } from "@latchkey/contract";
import { formatFigure, GaugeChart, Time } from "@latchkey/ui";
import { Text } from "@mantine/core";
import { useDashboard } from "./dashboard-context.ts";
import { toNumber } from "./to-chart-series.ts";
import classes from "./widget-card.module.css";

interface GaugeBodyProps {
  name: string;
  content: Extract<WidgetContent, { type: "gauge" }>;
  data: WidgetData;
}

export function GaugeBody({ name, content, data }: GaugeBodyProps) {
  const { t, locale } = useDashboard();
  const series = data.series[0];
  const point = series?.points.at(-1);
  const value = point === undefined ? null : toNumber(point.value);
  if (series === undefined || point === undefined || value === null) return <div className={classes.middle}>{t("widgets.noData")}</div>;

  const { min, max, decimals } = content;
  const bound = (figure: number) => formatFigure(figure, { locale });

  return (
    <div className={classes.gauge}>
      <div className={classes.gaugePicture}>
        <GaugeChart name={name} value={value} min={min} max={max} unit={series.unit} decimals={decimals} />
      </div>
      <Text size="xs" c="dimmed" component="div" ta="center">
        {value < min || value > max ? `${t("widgets.outsideScale", { min: bound(min), max: bound(max) })} · ` : ""}
        <Time value={point.time} />
      </Text>
    </div>
  );
}

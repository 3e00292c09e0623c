import type { Widget, WidgetData } from "@latchkey/contract";
import type { ChartView } from "@latchkey/ui";
import { LoadingState, PieChart, TimeSeriesChart } from "@latchkey/ui";
import { Button, Text } from "@mantine/core";
import { useMemo } from "react";
import type { ReactNode } from "react";
import { useDashboard } from "./dashboard-context.ts";
import { describeError, isUsedUp, requestIdOf } from "./error-words.ts";
import { GaugeBody } from "./gauge-body.tsx";
import { TableBody } from "./table-body.tsx";
import { isEmptyData, toChartSeries } from "./to-chart-series.ts";
import { useWidgetData } from "./use-widget-data.ts";
import { ValueBody } from "./value-body.tsx";
import classes from "./widget-card.module.css";

interface DataBodyProps {
  widget: Widget;
  name: string;
  view: ChartView;
}

/** Loads a widget's figures; keeps showing earlier ones, dimmed, while others are on their way or failed to come. */
export function DataBody({ widget, name, view }: DataBodyProps) {
  const { t, period } = useDashboard();
  const query = useWidgetData(widget);
  if (query.data === undefined) {
    return query.error === null ? (
      <LoadingState kind="block" height="100%" />
    ) : (
      <LoadFailed error={query.error} onRetry={() => void query.refetch()} />
    );
  }
  if (isEmptyData(query.data)) return <Middle>{period === "newest" ? t("widgets.noData") : t("widgets.noDataInPeriod")}</Middle>;

  const isStale = query.isPlaceholderData || query.error !== null;

  return (
    <>
      {query.error === null ? null : <StaleNotice error={query.error} onRetry={() => void query.refetch()} />}
      <div className={classes.figures} data-stale={isStale || undefined} aria-busy={query.isFetching}>
        <Figures widget={widget} name={name} view={view} data={query.data} />
      </div>
    </>
  );
}

function Figures({ widget: { content }, name, view, data }: DataBodyProps & { data: WidgetData }) {
  const series = useMemo(() => toChartSeries(data.series), [data]);
  const slices = useMemo(
    () => series.flatMap(({ name: slice, points }) => (points[0] ? [{ name: slice, value: points[0].value }] : [])),
    [series],
  );

  switch (content.type) {
    case "line":
    case "area":
    case "bar":
      return <TimeSeriesChart name={name} kind={content.type} series={series} view={view} />;
    case "pie":
      return <PieChart name={name} slices={slices} unit={series[0]?.unit} view={view} />;
    case "gauge":
      return <GaugeBody name={name} content={content} data={data} />;
    case "value":
      return <ValueBody decimals={content.decimals} data={data} />;
    case "table":
      return <TableBody name={name} data={data} />;
    case "note":
    case "form":
      return null;
  }
}

function LoadFailed({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { t } = useDashboard();
  const requestId = requestIdOf(error);
  // Nothing broke, and asking again before the month ends changes nothing.
  if (isUsedUp(error)) return <Middle>{describeError(t, error)}</Middle>;

  return (
    <Middle role="alert">
      <Text fw={600} size="sm">
        {t("widgets.loadFailed")}
      </Text>
      <Text size="sm" c="dimmed">
        {describeError(t, error)}
      </Text>
      {requestId === undefined ? null : (
        <Text size="xs" c="dimmed">
          {requestId}
        </Text>
      )}
      <Button size="xs" variant="default" onClick={onRetry}>
        {t("common.retry")}
      </Button>
    </Middle>
  );
}

function StaleNotice({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { t } = useDashboard();

  return (
    <Text size="xs" role="alert">
      {t("widgets.loadFailed")}: {describeError(t, error)}{" "}
      <Button size="compact-xs" variant="subtle" onClick={onRetry}>
        {t("common.retry")}
      </Button>
    </Text>
  );
}

function Middle({ children, role }: { children: ReactNode; role?: "alert" }) {
  return (
    <div className={classes.middle} role={role}>
      {typeof children === "string" ? (
        <Text c="dimmed" size="sm">
          {children}
        </Text>
      ) : (
        children
      )}
    </div>
  );
}

import { Card, Progress, Stack, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { EmptyState, LoadingState, TimeSeriesChart, useUi } from "@latchkey/ui";
import { LoadFailure } from "../../shell/index.ts";
import { monthFigures, recordsOfMonth } from "./month-figures.ts";
import type { MonthRecords } from "./month-figures.ts";
import { useDataOutput } from "./use-profiles.ts";

/** Records shown by widgets, by month: as bars, or as a table of the same figures. */
export function DataOutputCard({ profileId }: { profileId: string }) {
  const { t } = useTranslation();

  return (
    <Card component="section" aria-labelledby="data-output">
      <Title order={2} id="data-output">
        {t("shell.homeDataOutput")}
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        {t("shell.homeDataOutputHelp")}
      </Text>
      <DataOutputChart profileId={profileId} />
    </Card>
  );
}

function DataOutputChart({ profileId }: { profileId: string }) {
  const dataOutput = useDataOutput(profileId);
  if (dataOutput.isError) return <LoadFailure error={dataOutput.error} onRetry={() => void dataOutput.refetch()} />;
  if (dataOutput.data === undefined) return <LoadingState kind="block" height={220} />;
  const { months, recordsMax } = dataOutput.data;

  return (
    <Stack>
      {recordsMax === null ? null : <MonthlyLimit records={recordsOfMonth(months, new Date())} recordsMax={recordsMax} />}
      <MonthlyBars months={months} />
    </Stack>
  );
}

function MonthlyLimit({ records, recordsMax }: { records: number; recordsMax: number }) {
  const { t } = useTranslation();
  const { locale } = useUi();
  const isReached = records >= recordsMax;
  const say = (figure: number) => figure.toLocaleString(locale);
  const label = t("shell.homeDataLimit", { records: say(records), recordsMax: say(recordsMax) });

  return (
    <div>
      <Text fw={600}>{label}</Text>
      <Progress
        value={recordsMax === 0 ? 100 : (100 * records) / recordsMax}
        color={isReached ? "red" : "brand"}
        my={4}
        aria-label={label}
      />
      <Text size="sm" c={isReached ? "var(--mantine-color-error)" : "dimmed"}>
        {isReached ? t("shell.homeDataLimitReached") : t("shell.homeDataLimitHelp")}
      </Text>
    </div>
  );
}

function MonthlyBars({ months }: { months: readonly MonthRecords[] }) {
  const { t } = useTranslation();
  if (months.every(({ records }) => records === 0)) {
    return <EmptyState order={3} title={t("shell.homeNoDataOutput")} text={t("shell.homeNoDataOutputText")} />;
  }

  const points = monthFigures(months, new Date());

  return (
    <TimeSeriesChart
      name={t("shell.homeDataOutput")}
      kind="bar"
      series={[{ name: t("shell.homeDataOutputSeries"), unit: null, points }]}
      height={220}
      timeZone="UTC"
      decimals={0}
    />
  );
}

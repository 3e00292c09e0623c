import { Card, Stack, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { EmptyState, LoadingState, TimeSeriesChart } from "@latchkey/ui";
import { LoadFailure } from "../../shell/index.ts";
import { MonthlyLimit } from "./monthly-limit.tsx";
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

import { Card, Stack, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { LoadingState, useUi } from "@latchkey/ui";
import { LoadFailure, useMay, useMe } from "../../shell/index.ts";
import { MonthlyLimit, recordsOfMonth, useDataOutput } from "../profiles/index.ts";
import { OutputLimitForm } from "./output-limit-form.tsx";

/** How many records widgets may show in a month. Everybody who sees the figures sees the limit; super administrators set it. */
export function OutputLimitSection({ profileId }: { profileId: string }) {
  const { t } = useTranslation();
  const may = useMay();
  if (!may("analytics", "access")) return null;

  return (
    <Card component="section" aria-labelledby="output-limit" maw={560}>
      <Stack>
        <div>
          <Title order={2} id="output-limit">
            {t("settings.outputTitle")}
          </Title>
          <Text size="sm" c="dimmed">
            {t("settings.outputText")}
          </Text>
        </div>
        <OutputLimit profileId={profileId} />
      </Stack>
    </Card>
  );
}

function OutputLimit({ profileId }: { profileId: string }) {
  const { t } = useTranslation();
  const { locale } = useUi();
  const me = useMe();
  const output = useDataOutput(profileId);
  if (output.isError) return <LoadFailure error={output.error} onRetry={() => void output.refetch()} />;
  if (output.data === undefined) return <LoadingState kind="block" height={80} />;
  const { months, recordsMax } = output.data;
  const records = recordsOfMonth(months, new Date());

  return (
    <>
      {recordsMax === null ? (
        <Text>{t("settings.outputThisMonth", { records: records.toLocaleString(locale) })}</Text>
      ) : (
        <MonthlyLimit records={records} recordsMax={recordsMax} />
      )}
      {me.isSuper ? (
        <OutputLimitForm key={recordsMax} profileId={profileId} recordsMax={recordsMax} />
      ) : (
        <Text size="sm">{t("settings.outputBySuper")}</Text>
      )}
    </>
  );
}

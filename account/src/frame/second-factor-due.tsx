import { Alert, Group, Text } from "@mantine/core";
import { IconShieldHalf } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { absoluteTime, useUi } from "@latchkey/ui";
import { factorsQuery } from "../factors/use-factors.ts";
import { useAccount } from "../scope/account-scope.tsx";

const dayMilliseconds = 86_400_000;

/** Until a second factor is required: how long there is to set one up. Stays until that is done. */
export function SecondFactorDue({ renderSetUpLink }: { renderSetUpLink: (label: string) => ReactNode }) {
  const { t } = useTranslation();
  const { locale, timeZone } = useUi();
  const account = useAccount();
  const { data } = useQuery({ ...factorsQuery(account), staleTime: 300_000 });
  if (data === undefined || data.demand !== "due" || data.dueAt === null || data.items.length > 0) return null;

  const dueAt = new Date(data.dueAt);
  const days = Math.floor((dueAt.getTime() - Date.now()) / dayMilliseconds);

  return (
    <Alert
      color="orange"
      mb="md"
      icon={<IconShieldHalf aria-hidden />}
      title={t("account.dueTitle", { date: absoluteTime(dueAt, locale, timeZone) })}
    >
      <Group justify="space-between">
        <Text size="sm">{days < 1 ? t("account.dueToday") : t("account.dueText", { count: days })}</Text>
        {renderSetUpLink(t("account.dueSetUp"))}
      </Group>
    </Alert>
  );
}

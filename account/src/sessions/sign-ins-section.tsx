import { Group, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { SignInRecord } from "@latchkey/contract";
import { StatusBadge, Time, useUi } from "@latchkey/ui";
import { Loaded } from "../personal/loaded.tsx";
import { Row, Rows } from "../personal/rows.tsx";
import { SectionCard } from "../personal/section-card.tsx";
import { useAccount } from "../scope/account-scope.tsx";
import { describeDevice, describePlace, methodWords } from "./describe-device.ts";

/** Who tried to get in, so that a stranger is noticed even where they were refused. */
export function SignInsSection() {
  const { t } = useTranslation();
  const { client, place } = useAccount();
  const signIns = useQuery({
    queryKey: ["account", place, "sign-ins"],
    queryFn: ({ signal }) => client.sessions.listOwnSignIns({ params: { place }, signal }),
  });

  return (
    <SectionCard title={t("account.signInsTitle")} text={t("account.signInsText")}>
      <Loaded query={signIns}>
        {({ items }) =>
          items.length === 0 ? (
            <Text>{t("account.signInsNone")}</Text>
          ) : (
            <Rows>
              {items.map((record, index) => (
                <Row key={`${record.at} ${index}`}>
                  <SignInFacts record={record} />
                </Row>
              ))}
            </Rows>
          )
        }
      </Loaded>
    </SectionCard>
  );
}

function SignInFacts({ record }: { record: SignInRecord }) {
  const { t } = useTranslation();
  const { locale } = useUi();
  const place = describePlace(t, record, locale);

  return (
    <>
      <Group gap="xs">
        <Text fw={600}>
          <bdi>{describeDevice(t, { ...record.device, name: null })}</bdi>
        </Text>
        {record.isOk ? null : <StatusBadge tone="danger" size="sm" label={t("account.signInRefused")} />}
      </Group>
      <Text size="sm" c="dimmed" component="div">
        <Time value={record.at} /> · {record.method === null ? place : `${place} · ${t(methodWords[record.method])}`}
      </Text>
    </>
  );
}

import { Button, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Factor } from "@latchkey/contract";
import { Time } from "@latchkey/ui";
import { Row } from "../personal/rows.tsx";

interface FactorRowProps {
  factor: Factor;
  name: string;
  onRemove: () => void;
  /** Before the button that removes it. */
  actions?: ReactNode;
}

/** One factor: what it is, since when, when it was used, and what can be done with it. */
export function FactorRow({ factor, name, onRemove, actions }: FactorRowProps) {
  const { t } = useTranslation();

  return (
    <Row
      actions={
        <>
          {actions}
          <Button size="xs" variant="default" onClick={onRemove} aria-label={`${t("account.factorRemove")}: ${name}`}>
            {t("account.factorRemove")}
          </Button>
        </>
      }
    >
      <Text fw={600}>
        <bdi>{name}</bdi>
      </Text>
      {factor.hint === null ? null : (
        <Text size="sm">
          <bdi>{factor.hint}</bdi>
        </Text>
      )}
      <Text size="sm" c="dimmed" component="div">
        {t("account.factorSince")} <Time value={factor.createdAt} /> · {t("account.factorLastUsed")}:{" "}
        <Time value={factor.lastUsedAt} never={t("account.factorNever")} />
      </Text>
    </Row>
  );
}

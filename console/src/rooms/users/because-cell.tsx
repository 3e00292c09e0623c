import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { ruleName, useExplanation } from "../access/index.ts";
import { ThingLink } from "../resources/index.ts";

interface BecauseCellProps {
  userId: string;
  dashboardId: string;
}

/** The rules that let a person see a dashboard, as Explain names them. */
export function BecauseCell({ userId, dashboardId }: BecauseCellProps) {
  const { t } = useTranslation();
  const { data, isError } = useExplanation({
    subjectType: "run_user",
    subjectId: userId,
    action: "access",
    resourceType: "dashboard",
    resourceId: dashboardId,
  });
  if (isError) return <>–</>;
  if (data === undefined) return <>{t("access.preview.counting")}</>;

  const deciding = data.rules.filter((rule) => rule.isMatched && rule.effect === data.decision);
  if (deciding.length === 0) return <Text size="sm">{t("users.accessBecauseCircumstances")}</Text>;

  return deciding.map((rule) => (
    <Text key={`${rule.policyId} ${rule.permissionIndex}`} size="sm">
      <ThingLink type={rule.source} id={rule.policyId} name={ruleName(t, rule)} />
    </Text>
  ));
}

import { Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { LoggedDecision } from "@latchkey/contract";
import { StatusBadge, Time } from "@latchkey/ui";
import type { DataTableColumn } from "@latchkey/ui";
import { LinkAnchor, useProfileId } from "../../shell/index.ts";
import { explainSearch, labelOfAction, labelOfType } from "../access/index.ts";
import { NoWrap, ThingLink } from "../resources/index.ts";

export function useDecisionColumns(): DataTableColumn<LoggedDecision>[] {
  const { t, i18n } = useTranslation();

  return [
    {
      id: "last",
      header: t("decisions.last"),
      cell: (row) => (
        <NoWrap>
          <Time value={row.lastAt} show="absolute" />
        </NoWrap>
      ),
    },
    {
      id: "subject",
      header: t("access.explain.who"),
      isRowHeader: true,
      cell: ({ subject }) =>
        subject.name === null ? (
          t("decisions.gone", { id: subject.id })
        ) : (
          <ThingLink type={subject.type} id={subject.id} name={subject.name} />
        ),
    },
    { id: "action", header: t("access.explain.action"), cell: ({ action }) => labelOfAction(t, action) },
    { id: "resource", header: t("access.explain.what"), cell: ({ resource }) => <ResourceCell resource={resource} /> },
    {
      id: "decision",
      header: t("decisions.decision"),
      cell: ({ decision }) => (
        <StatusBadge
          size="sm"
          tone={decision === "allow" ? "positive" : "danger"}
          label={decision === "allow" ? t("simulate.allowed") : t("simulate.denied")}
        />
      ),
    },
    { id: "count", header: t("decisions.times"), align: "end", cell: ({ count }) => count.toLocaleString(i18n.language) },
    { id: "rules", header: t("decisions.rules"), cell: ({ rules }) => <RulesCell rules={rules} /> },
    { id: "explain", header: t("shell.explain"), align: "end", cell: (row) => <ExplainCell decision={row} /> },
  ];
}

function ResourceCell({ resource: { type, id, name } }: { resource: LoggedDecision["resource"] }) {
  const { t } = useTranslation();
  if (id === null) return <>{t("decisions.newOne", { type: labelOfType(t, type) })}</>;

  return (
    <>
      {labelOfType(t, type)} {name === null ? <bdi>{id}</bdi> : <ThingLink type={type} id={id} name={name} />}
    </>
  );
}

function RulesCell({ rules }: { rules: LoggedDecision["rules"] }) {
  const { t } = useTranslation();
  if (rules.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {t("decisions.noRule")}
      </Text>
    );

  return (
    <Stack gap={2}>
      {rules.map((rule) => (
        <Text key={`${rule.id} ${rule.permissionIndex}`} size="sm">
          <ThingLink
            type={rule.source}
            id={rule.id}
            name={
              rule.source === "role"
                ? t("explaining.ruleOfRole", { role: rule.name, number: rule.permissionIndex + 1 })
                : t("access.explain.ruleOf", { policy: rule.name, number: rule.permissionIndex + 1 })
            }
          />
        </Text>
      ))}
    </Stack>
  );
}

/** Asks the same question about now; what no longer exists cannot be asked about. */
function ExplainCell({ decision: { subject, action, resource } }: { decision: LoggedDecision }) {
  const { t } = useTranslation();
  const profileId = useProfileId();
  if (subject.name === null || resource.id === null) return null;

  return (
    <LinkAnchor
      to="/profiles/$profileId/explain"
      params={{ profileId }}
      search={explainSearch({
        subjectType: subject.type,
        subjectId: subject.id,
        action,
        resourceType: resource.type,
        resourceId: resource.id,
      })}
      aria-label={t("decisions.explainOne", { name: subject.name, resource: resource.name ?? resource.id })}
    >
      {t("shell.explain")}
    </LinkAnchor>
  );
}

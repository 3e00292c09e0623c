import { Group, Paper, Stack, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Finding, FindingKind, FindingSeverity } from "@latchkey/contract";
import { StatusBadge } from "@latchkey/ui";
import type { Tone } from "@latchkey/ui";
import { LinkAnchor, useProfileId } from "../../shell/index.ts";
import { explainSearch, labelOfType, usePoliciesById } from "../access/index.ts";
import { ThingLink } from "../resources/index.ts";
import { describeFinding } from "./describe-finding.ts";

const tones: Record<FindingSeverity, Tone> = { high: "danger", medium: "warning", low: "info" };

/** Findings of one kind: what the kind means, said once, and each with its rule. */
export function FindingGroup({ kind, findings }: { kind: FindingKind; findings: readonly Finding[] }) {
  const { t } = useTranslation();

  return (
    <section aria-labelledby={`finding-${kind}`}>
      <Title order={2} size="h3" id={`finding-${kind}`}>
        {t("findings.kindCount", { kind: t(`findings.kind.${kind}`), count: findings.length })}
      </Title>
      <Text size="sm" c="dimmed" mb="sm" maw={760}>
        {t(`findings.meaning.${kind}`)}
      </Text>
      <Stack gap="xs">
        {findings.map((finding) => (
          <FindingCard key={finding.key} finding={finding} />
        ))}
      </Stack>
    </section>
  );
}

function FindingCard({ finding }: { finding: Finding }) {
  const { t } = useTranslation();
  const { policyId, policyName, path, severity, other } = finding;

  return (
    <Paper withBorder p="sm">
      <Group gap="xs" mb={2}>
        <StatusBadge tone={tones[severity]} size="sm" label={t(`findings.severity.${severity}`)} />
        <Text span fw={600}>
          <ThingLink type="policy" id={policyId} name={policyName} />
        </Text>
        <Text span size="sm" c="dimmed">
          {describePath(t, path)}
        </Text>
      </Group>
      <Text size="sm" style={{ overflowWrap: "anywhere" }}>
        {describeFinding(t, finding)}
      </Text>
      {other === null ? null : (
        <Text size="sm">
          {t("findings.other")}: <ThingLink type="policy" id={other.policyId} name={other.policyName} />{" "}
          <Text span c="dimmed">
            {describePath(t, other.path)}
          </Text>
        </Text>
      )}
      <Sample finding={finding} />
    </Paper>
  );
}

/** One pair of person and thing that shows it, and the way to the whole explanation. */
function Sample({ finding: { sample, policyId, path } }: { finding: Finding }) {
  const { t } = useTranslation();
  const profileId = useProfileId();
  const policies = usePoliciesById(sample === null || sample.subject === null || sample.resource === null ? [] : [policyId]);
  if (sample === null || (sample.subject === null && sample.resource === null)) return null;

  const { subject, resource } = sample;
  const index = /^permissions\.(\d+)/.exec(path)?.[1];
  const action = index === undefined ? undefined : policies.get(policyId)?.permissions[Number(index)]?.actions[0];

  return (
    <Text size="sm">
      {t("findings.sample")}: {subject === null ? null : <ThingLink type={subject.type} id={subject.id} name={subject.name} />}
      {subject !== null && resource !== null ? " · " : null}
      {resource === null ? null : (
        <>
          {labelOfType(t, resource.type)} <ThingLink type={resource.type} id={resource.id} name={resource.name} />
        </>
      )}
      {subject === null || resource === null || action === undefined ? null : (
        <>
          {" "}
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
          >
            {t("shell.explain")}
          </LinkAnchor>
        </>
      )}
    </Text>
  );
}

type Translate = Parameters<typeof describeFinding>[0];

/** "permission 2" for `permissions.1`. */
function describePath(t: Translate, path: string): string {
  const [, part, index] = /^(permissions|targets)\.(\d+)/.exec(path) ?? [];
  if (index === undefined) return "";

  return part === "targets" ? t("findings.target", { number: Number(index) + 1 }) : t("findings.permission", { number: Number(index) + 1 });
}

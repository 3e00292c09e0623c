import { Group, Stack, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { AccessChange, PolicyVersionBody } from "@latchkey/contract";
import { IconShieldCheck } from "@tabler/icons-react";
import { LoadingState } from "@latchkey/ui";
import { ProblemAlert } from "../../shell/index.ts";
import { Sentences } from "./impact-view.tsx";
import { diffPolicies } from "./merge-policies.ts";
import { useDescribing } from "./use-describing.ts";
import { usePolicyVersion, useVersionDifference } from "./use-policy-history.ts";
import { VersionDifference } from "./version-difference.tsx";

interface VersionComparisonProps {
  policyId: string;
  from: number;
  to: number;
}

/** What changed between two versions, in words. */
export function VersionComparison({ policyId, from, to }: VersionComparisonProps) {
  const before = usePolicyVersion(policyId, from);
  const after = usePolicyVersion(policyId, to);

  if (before.isError || after.isError) return <ProblemAlert error={before.error ?? after.error} />;
  if (before.data === undefined || after.data === undefined) return <LoadingState kind="lines" count={2} />;

  return (
    <>
      <Difference before={before.data.body} after={after.data.body} />
      <VersionMeaning before={putPolicy(policyId, before.data.body)} after={putPolicy(policyId, after.data.body)} />
    </>
  );
}

function putPolicy(policyId: string, { tests: _tests, managedBy: _managedBy, ...policy }: PolicyVersionBody): AccessChange {
  return { kind: "put_policy", policyId, policy };
}

function Difference({ before, after }: { before: PolicyVersionBody; after: PolicyVersionBody }) {
  const { t } = useTranslation();
  const describing = useDescribing([before, after]);
  const hasOtherTests = JSON.stringify(before.tests) !== JSON.stringify(after.tests);
  const more = hasOtherTests ? [t("policies.versions.testsChanged")] : [];

  return <VersionDifference changes={diffPolicies(before, after)} describing={describing} more={more} />;
}

const sentencesMax = 20;

/** What one version gives and takes beside the other, with all other rules as they are now; whatever people will carry. */
export function VersionMeaning({ before, after }: { before: AccessChange; after: AccessChange }) {
  const { t } = useTranslation();
  const { data, isError, error } = useVersionDifference([before], [after]);
  if (isError) return <ProblemAlert error={error} />;
  if (data === undefined) return null;

  return (
    <Stack gap={4} component="section" aria-labelledby="version-meaning">
      <Title order={3} size="h5" id="version-meaning">
        {t("policies.versions.meaning")}
      </Title>
      <Sentences side="gains" combinations={data.gains} max={sentencesMax} />
      <Sentences side="losses" combinations={data.losses} max={sentencesMax} />
      {data.proven === null ? null : (
        <Group gap={6} wrap="nowrap" align="flex-start">
          <IconShieldCheck size={18} aria-hidden style={{ flexShrink: 0 }} />
          <Text size="sm">{t(`policies.impact.proven.${data.proven}`)}</Text>
        </Group>
      )}
    </Stack>
  );
}

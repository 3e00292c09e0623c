import { Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { PolicyVersionBody } from "@latchkey/contract";
import { LoadingState } from "@latchkey/ui";
import { ProblemAlert } from "../../shell/index.ts";
import { ChangeList } from "./change-list.tsx";
import { diffPolicies } from "./merge-policies.ts";
import { useDescribing } from "./use-describing.ts";
import { usePolicyVersion } from "./use-policy-history.ts";

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

  return <Difference before={before.data.body} after={after.data.body} />;
}

function Difference({ before, after }: { before: PolicyVersionBody; after: PolicyVersionBody }) {
  const { t } = useTranslation();
  const describing = useDescribing([before, after]);
  const changes = diffPolicies(before, after);
  const hasOtherTests = JSON.stringify(before.tests) !== JSON.stringify(after.tests);

  return (
    <Stack gap={4}>
      <ChangeList changes={changes} describing={describing} />
      {hasOtherTests ? <Text size="sm">{t("policies.versions.testsChanged")}</Text> : null}
      {changes.length === 0 && !hasOtherTests ? (
        <Text size="sm" c="dimmed">
          {t("policies.versions.same")}
        </Text>
      ) : null}
    </Stack>
  );
}

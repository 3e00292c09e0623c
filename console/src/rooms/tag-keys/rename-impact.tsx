import { Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { RenamePreview, TagRename } from "@latchkey/contract";
import { LoadingState } from "@latchkey/ui";
import { LoadFailure, useProfileId } from "../../shell/index.ts";
import { ImpactPanel } from "../access/index.ts";
import { changesMax, planRename } from "./plan-rename.ts";

interface RenameImpactProps {
  change: TagRename;
  preview: RenamePreview;
  isMerge: boolean;
}

/** A new name changes nobody's access, as rules change with the tags; making two names one may. */
export function RenameImpact({ change, preview, isMerge }: RenameImpactProps) {
  const { t } = useTranslation();
  if (!isMerge) return <Text size="sm">{t("tagKeys.impactNone")}</Text>;

  return <MergeImpact change={change} preview={preview} />;
}

function MergeImpact({ change, preview }: Omit<RenameImpactProps, "isMerge">) {
  const { t } = useTranslation();
  const profileId = useProfileId();
  const policyIds = preview.policies.map(({ id }) => id);
  const plan = useQuery({
    queryKey: ["profiles", profileId, "rename-plan", change, policyIds],
    queryFn: ({ signal }) => planRename({ profileId, change, policyIds, signal }),
    staleTime: 0,
  });
  if (plan.isError) return <LoadFailure error={plan.error} onRetry={() => void plan.refetch()} />;
  if (plan.data === undefined) return <LoadingState />;
  if (plan.data.length > changesMax || preview.touched.policy > policyIds.length)
    return <Text size="sm">{t("tagKeys.impactTooMany")}</Text>;

  return (
    <section aria-labelledby="rename-impact">
      <Title order={3} size="h4" id="rename-impact" mb="xs">
        {t("tagKeys.impactTitle")}
      </Title>
      <ImpactPanel changes={plan.data} />
    </section>
  );
}

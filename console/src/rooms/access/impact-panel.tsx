import { Text, Title } from "@mantine/core";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import { ProblemError } from "@latchkey/client";
import type { AccessChange } from "@latchkey/contract";
import { LoadFailure, useMaySeeAllAccess } from "../../shell/index.ts";
import { ImpactView } from "./impact-view.tsx";
import { useImpact } from "./use-impact.ts";

/** Who would gain and who would lose by changes that are not saved yet. */
export function ImpactPanel({ changes }: { changes: AccessChange[] }) {
  const { t } = useTranslation();
  const { impact, error, retry } = useImpact(changes);
  // What is half typed cannot be judged.
  if (error instanceof ProblemError && error.status === 400)
    return (
      <Text size="sm" c="dimmed">
        {t("explaining.impactIncomplete")}
      </Text>
    );
  if (error !== null && error !== undefined) return <LoadFailure error={error} onRetry={retry} />;

  return <ImpactView impact={impact} changes={changes} />;
}

/** The same with a heading, below a form; nothing for whoever may not look at all of Access Management. */
export function ImpactSection({ changes }: { changes: AccessChange[] }) {
  const { t } = useTranslation();
  const maySee = useMaySeeAllAccess();
  const headingId = useId();
  if (!maySee) return null;

  return (
    <section aria-labelledby={headingId}>
      <Title order={2} size="h4" id={headingId} mb="xs">
        {t("explaining.impactTitle")}
      </Title>
      <ImpactPanel changes={changes} />
    </section>
  );
}

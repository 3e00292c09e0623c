import { Group, List, Title } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { StatusBadge } from "@latchkey/ui";
import { LinkAnchor, useProfileId } from "../../shell/index.ts";
import { explainSearch } from "./explain-search.ts";
import { readRecentChecks } from "./recent-checks.ts";

/** The last questions with their answers of then; choosing one asks it anew. */
export function RecentChecks() {
  const { t } = useTranslation();
  const profileId = useProfileId();
  const [checks] = useState(() => readRecentChecks(profileId));
  if (checks.length === 0) return null;

  return (
    <section aria-labelledby="recent-checks">
      <Title order={2} size="h4" id="recent-checks" mb="xs">
        {t("explaining.recent")}
      </Title>
      <List listStyleType="none" spacing={6}>
        {checks.map(({ search, sentence, decision }) => (
          <List.Item key={JSON.stringify(search)}>
            <Group gap="xs">
              <StatusBadge
                size="sm"
                tone={decision === "allow" ? "positive" : "danger"}
                label={decision === "allow" ? t("common.yes") : t("common.no")}
              />
              {/* What is stored in a browser may be old or altered: only what fits the address is used. */}
              <LinkAnchor to="/profiles/$profileId/explain" params={{ profileId }} search={explainSearch({ ...search })}>
                <bdi>{sentence}</bdi>
              </LinkAnchor>
            </Group>
          </List.Item>
        ))}
      </List>
    </section>
  );
}

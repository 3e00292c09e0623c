import { Anchor, SimpleGrid, Stack } from "@mantine/core";
import { IconHome, IconLock } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { EmptyState, LoadingState } from "@latchkey/ui";
import { LoadFailure, mayOf, Page, rightsQuery, useMay, useProfile } from "../../shell/index.ts";
import { CountCards } from "./count-cards.tsx";
import { DataOutputCard } from "./data-output-card.tsx";
import { SetupChecklist } from "./setup-checklist.tsx";
import { ToldCard } from "./told-card.tsx";
import { useOverview } from "./use-profiles.ts";

/** Where a profile stands: what is left to set up, counts, data output. */
export function HomePage() {
  const { t } = useTranslation();
  const profile = useProfile();
  const may = useMay();
  const portalPath = `/p/${profile.slug}`;

  return (
    <Page
      title={profile.name}
      description={
        <>
          {t("shell.homeText")}
          <Anchor href={portalPath} target="_blank">
            <bdi>{`${globalThis.location.origin}${portalPath}`}</bdi>
          </Anchor>
        </>
      }
    >
      {may("analytics", "access") ? (
        <Stack gap="lg">
          <ToldCard profileId={profile.id} />
          <OverviewContent />
          <DataOutputCard profileId={profile.id} />
        </Stack>
      ) : (
        <LimitedHome />
      )}
    </Page>
  );
}

/** For whoever may not see figures: what there is for them, or that there is nothing yet. */
function LimitedHome() {
  const { t } = useTranslation();
  const { data } = useQuery(rightsQuery(useProfile().id));
  const hasAny = data !== undefined && Object.keys(data.rights).some((type) => mayOf(data, type));

  return hasAny ? (
    <EmptyState title={t("shell.homeLimitedTitle")} text={t("shell.homeLimitedText")} icon={IconHome} />
  ) : (
    <EmptyState title={t("shell.homeNothingTitle")} text={t("shell.homeNothingText")} icon={IconLock} />
  );
}

function OverviewContent() {
  const profile = useProfile();
  const overview = useOverview(profile.id);
  if (overview.isError) return <LoadFailure error={overview.error} onRetry={() => void overview.refetch()} />;
  if (overview.data === undefined) {
    return (
      <SimpleGrid cols={{ base: 2, md: 3 }}>
        <LoadingState kind="block" height={96} />
        <LoadingState kind="block" height={96} />
        <LoadingState kind="block" height={96} />
      </SimpleGrid>
    );
  }

  return (
    <>
      <SetupChecklist profile={profile} overview={overview.data} />
      <CountCards profileId={profile.id} overview={overview.data} />
    </>
  );
}

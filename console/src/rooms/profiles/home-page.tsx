import { Anchor, SimpleGrid, Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { LoadingState } from "@latchkey/ui";
import { LoadFailure, Page, useProfile } from "../../shell/index.ts";
import { CountCards } from "./count-cards.tsx";
import { DataOutputCard } from "./data-output-card.tsx";
import { SetupChecklist } from "./setup-checklist.tsx";
import { useOverview } from "./use-profiles.ts";

/** Where a profile stands: what is left to set up, counts, data output. */
export function HomePage() {
  const { t } = useTranslation();
  const profile = useProfile();
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
      <Stack gap="lg">
        <OverviewContent />
        <DataOutputCard profileId={profile.id} />
      </Stack>
    </Page>
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

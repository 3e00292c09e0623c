import { Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconBuildingCommunity, IconPlus } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { EmptyState, LoadingState } from "@latchkey/ui";
import { LoadFailure, Page, useMe } from "../../shell/index.ts";
import { CreateProfileDialog } from "./create-profile-dialog.tsx";
import { ProfileCards } from "./profile-cards.tsx";
import { useProfiles } from "./use-profiles.ts";

export function ProfilesPage() {
  const { t } = useTranslation();
  const me = useMe();
  const [isCreating, creation] = useDisclosure(false);
  const create = me.isSuper && (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={creation.open}>
      {t("shell.newProfile")}
    </Button>
  );

  return (
    <Page title={t("shell.profilesTitle")} description={t("shell.profilesText")} actions={create}>
      <ProfilesContent isSuper={me.isSuper} />
      <CreateProfileDialog isOpen={isCreating} onClose={creation.close} />
    </Page>
  );
}

function ProfilesContent({ isSuper }: { isSuper: boolean }) {
  const { t } = useTranslation();
  const profiles = useProfiles();
  if (profiles.isError) return <LoadFailure error={profiles.error} onRetry={() => void profiles.refetch()} />;
  if (profiles.data === undefined) return <LoadingState kind="block" />;
  if (profiles.data.items.length > 0) return <ProfileCards profiles={profiles.data.items} />;

  return (
    <EmptyState
      title={t("shell.noProfilesTitle")}
      text={isSuper ? t("shell.noProfilesSuper") : t("shell.noProfilesMember")}
      icon={IconBuildingCommunity}
    />
  );
}

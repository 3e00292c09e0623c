import { Group } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { LinkButton, Page } from "../../shell/index.ts";

interface RequestsPageProps {
  /** Null for the console's own. */
  profileId: string | null;
  children: ReactNode;
}

const looks = {
  size: "compact-sm",
  variant: "subtle",
  color: "gray",
  activeProps: { variant: "light", color: "brand", "aria-current": "page" },
} as const;

/** The frame of all lists of what waits for a decision about signing in: each has an address of its own. */
export function RequestsPage({ profileId, children }: RequestsPageProps) {
  const { t } = useTranslation();

  return (
    <Page title={t("security.requests")} description={t("security.requestsText")}>
      <Group component="nav" aria-label={t("security.requests")} gap={4} mb="md">
        {profileId === null ? (
          <>
            <LinkButton {...looks} to="/device-approvals">
              {t("security.tabDevices")}
            </LinkButton>
            <LinkButton {...looks} to="/lockouts">
              {t("security.tabLockouts")}
            </LinkButton>
          </>
        ) : (
          <ProfileTabs profileId={profileId} />
        )}
      </Group>
      {children}
    </Page>
  );
}

function ProfileTabs({ profileId }: { profileId: string }) {
  const { t } = useTranslation();
  const params = { profileId };

  return (
    <>
      <LinkButton {...looks} to="/profiles/$profileId/device-approvals" params={params}>
        {t("security.tabDevices")}
      </LinkButton>
      <LinkButton {...looks} to="/profiles/$profileId/lockouts" params={params}>
        {t("security.tabLockouts")}
      </LinkButton>
      <LinkButton {...looks} to="/profiles/$profileId/deletion-requests" params={params}>
        {t("security.tabDeletions")}
      </LinkButton>
      <LinkButton {...looks} to="/profiles/$profileId/users" params={params} search={{ status: ["pending"] }}>
        {t("security.tabSignUps")}
      </LinkButton>
    </>
  );
}

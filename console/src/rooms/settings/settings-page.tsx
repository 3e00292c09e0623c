import { Stack, Tabs } from "@mantine/core";
import { getRouteApi } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Page, useProfile, useSearchPatch } from "../../shell/index.ts";
import { SecuritySettings } from "../security/index.ts";
import { OutputLimitSection } from "./output-limit-section.tsx";
import { ProfileForm } from "./profile-form.tsx";
import { settingsTabs } from "./settings-search.ts";
import type { SettingsTab } from "./settings-search.ts";
import { SignupForm } from "./signup-form.tsx";
import { TokensPanel } from "./tokens-panel.tsx";

const route = getRouteApi("/signed-in/profiles/$profileId/settings");

/** Profile, sign-up and API tokens of the open profile. */
export function SettingsPage() {
  const { t } = useTranslation();
  const profile = useProfile();
  const { tab = "profile" } = route.useSearch();
  const patch = useSearchPatch<{ tab: SettingsTab }>();

  function open(name: string | null) {
    const next = settingsTabs.find((each) => each === name);
    if (next !== undefined) patch({ tab: next });
  }

  return (
    <Page title={t("settings.title")}>
      <Tabs value={tab} onChange={open} keepMounted={false}>
        <Tabs.List aria-label={t("settings.tabs")} mb="lg">
          <Tabs.Tab value="profile">{t("settings.tabProfile")}</Tabs.Tab>
          <Tabs.Tab value="sign-up">{t("settings.tabSignUp")}</Tabs.Tab>
          <Tabs.Tab value="security">{t("security.title")}</Tabs.Tab>
          <Tabs.Tab value="tokens">{t("settings.tabTokens")}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="profile">
          <Stack gap="xl">
            <ProfileForm key={profile.id} profile={profile} />
            <OutputLimitSection key={`output ${profile.id}`} profileId={profile.id} />
          </Stack>
        </Tabs.Panel>
        <Tabs.Panel value="sign-up">
          <SignupForm key={profile.id} profile={profile} />
        </Tabs.Panel>
        <Tabs.Panel value="security">
          <SecuritySettings profileId={profile.id} />
        </Tabs.Panel>
        <Tabs.Panel value="tokens">
          <TokensPanel profileId={profile.id} />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}

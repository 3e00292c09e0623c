import { Stack, Tabs } from "@mantine/core";
import { getRouteApi } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { ProblemError } from "@latchkey/client";
import type { User } from "@latchkey/contract";
import { LoadingState } from "@latchkey/ui";
import { LoadFailure, NotFoundPage, useSearchPatch } from "../../shell/index.ts";
import { UserMails } from "../mail/index.ts";
import { useUser } from "./use-users.ts";
import { UserAccess } from "./user-access.tsx";
import { UserActivity } from "./user-activity.tsx";
import { UserBelonging } from "./user-belonging.tsx";
import { UserFrame } from "./user-frame.tsx";
import { UserOverview } from "./user-overview.tsx";
import { UserSecurity } from "./user-security.tsx";
import { UserTags } from "./user-tags.tsx";
import { userTabs } from "./users-search.ts";
import type { UserTab } from "./users-search.ts";

const route = getRouteApi("/signed-in/profiles/$profileId/users/$userId");

export function UserPage() {
  const { userId } = route.useParams();
  const user = useUser(userId);
  if (user.error instanceof ProblemError && user.error.status === 404) return <NotFoundPage />;
  if (user.isError) return <LoadFailure error={user.error} onRetry={() => void user.refetch()} />;
  if (user.data === undefined) return <LoadingState />;

  return (
    <UserFrame user={user.data}>
      <UserTabs key={user.data.id} user={user.data} />
    </UserFrame>
  );
}

function UserTabs({ user }: { user: User }) {
  const { t } = useTranslation();
  const { tab = "overview" } = route.useSearch();
  const patch = useSearchPatch<{ tab: UserTab }>();

  function open(name: string | null) {
    const next = userTabs.find((each) => each === name);
    if (next !== undefined) patch({ tab: next });
  }

  return (
    <Tabs value={tab} onChange={open} keepMounted={false}>
      <Tabs.List aria-label={t("users.tabs")} mb="lg">
        <Tabs.Tab value="overview">{t("users.tabOverview")}</Tabs.Tab>
        <Tabs.Tab value="tags">{t("users.tabTags", { count: user.tags.length })}</Tabs.Tab>
        <Tabs.Tab value="access">{t("users.tabAccess")}</Tabs.Tab>
        <Tabs.Tab value="security">{t("security.title")}</Tabs.Tab>
        <Tabs.Tab value="activity">{t("users.tabActivity")}</Tabs.Tab>
        <Tabs.Tab value="mail">{t("mail.title")}</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="overview">
        <UserOverview user={user} />
      </Tabs.Panel>
      <Tabs.Panel value="tags">
        <Stack gap="xl">
          <UserTags user={user} />
          {user.status === "deleted" ? null : <UserBelonging user={user} />}
        </Stack>
      </Tabs.Panel>
      <Tabs.Panel value="access">
        <UserAccess user={user} />
      </Tabs.Panel>
      <Tabs.Panel value="security">
        <UserSecurity user={user} />
      </Tabs.Panel>
      <Tabs.Panel value="activity">
        <UserActivity user={user} />
      </Tabs.Panel>
      <Tabs.Panel value="mail">
        <UserMails user={user} />
      </Tabs.Panel>
    </Tabs>
  );
}

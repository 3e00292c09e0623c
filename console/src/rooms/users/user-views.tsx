import { Group } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { LinkButton, useProfileId } from "../../shell/index.ts";
import type { UsersSearch } from "./users-search.ts";

const views = [
  { word: "users.viewAll", search: {} },
  { word: "users.viewActive", search: { status: ["active"] } },
  { word: "users.viewInvited", search: { status: ["invited"] } },
  { word: "users.viewPending", search: { status: ["pending"] } },
  { word: "users.viewSuspended", search: { status: ["suspended"] } },
  { word: "users.viewDormant", search: { lastSignIn: ">90d" } },
  { word: "users.viewNever", search: { lastSignIn: "never" } },
  { word: "users.viewDeleted", search: { status: ["deleted"] } },
] as const;

/** Ready-made questions; chosen columns stay. */
export function UserViews({ search }: { search: UsersSearch }) {
  const { t } = useTranslation();
  const profileId = useProfileId();
  const { column } = search;
  const kept = column === undefined ? {} : { column };

  return (
    <Group component="nav" aria-label={t("users.views")} gap={4} mb="sm">
      {views.map((view) => {
        const isCurrent = isSameQuestion(view.search, search);

        return (
          <LinkButton
            key={view.word}
            to="/profiles/$profileId/users"
            params={{ profileId }}
            search={{ ...toSearch(view.search), ...kept }}
            size="compact-sm"
            variant={isCurrent ? "light" : "subtle"}
            color={isCurrent ? "brand" : "gray"}
            aria-current={isCurrent ? "true" : undefined}
            activeProps={{}}
          >
            {t(view.word)}
          </LinkButton>
        );
      })}
    </Group>
  );
}

type ViewSearch = (typeof views)[number]["search"];

function toSearch(search: ViewSearch): UsersSearch {
  return "status" in search ? { status: [...search.status] } : { ...search };
}

function isSameQuestion(view: ViewSearch, search: UsersSearch): boolean {
  const wanted = toSearch(view);
  const hasOther = search.search !== undefined || search.tag !== undefined || search.source !== undefined;

  return !hasOther && wanted.lastSignIn === search.lastSignIn && (wanted.status ?? []).join() === (search.status ?? []).join();
}

import { Box, VisuallyHidden } from "@mantine/core";
import { useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { SearchInput } from "@latchkey/ui";
import { LoadFailure, Page, useDashboardSearch, useMe, useSlug } from "../../shell/index.ts";
import { CardsSkeleton } from "./cards-skeleton.tsx";
import { chooseGroupKey, groupKeys } from "./group-dashboards.ts";
import { HomeToolbar } from "./home-toolbar.tsx";
import { NothingFound, NothingShared } from "./nothing-to-show.tsx";
import { useDashboards } from "./use-dashboards.ts";
import { useSearchFocus } from "./use-search-focus.ts";
import { VisibleDashboards } from "./visible-dashboards.tsx";

/** What this person may see: nothing shared, nothing found and not loaded are three different things. */
export function HomePage() {
  const { t } = useTranslation();
  const slug = useSlug();
  const me = useMe();
  const { search = "", group, sort = "name" } = useSearch({ from: "/$slug/signed-in/" });
  const [, setSearch] = useDashboardSearch();
  const searchBox = useSearchFocus();
  const { data, error, isFetching, isPlaceholderData, refetch } = useDashboards(slug, search);
  const dashboards = data?.items ?? [];
  const keys = groupKeys(dashboards);
  const groupKey = chooseGroupKey(dashboards, group);
  const hasMany = dashboards.length > 1;
  const isSearchPointless = data !== undefined && !hasMany && search === "";

  return (
    <Page title={t("portal.dashboards")} actions={hasMany ? <HomeToolbar groupKeys={keys} groupKey={groupKey} /> : undefined}>
      <Box component="search" ref={searchBox} hiddenFrom="sm" mb="md" display={isSearchPointless ? "none" : undefined}>
        <SearchInput label={t("portal.searchDashboards")} value={search} onChange={setSearch} hasShortcut={false} width="100%" />
      </Box>
      <VisuallyHidden role="status">
        {data === undefined || isPlaceholderData ? "" : t("portal.dashboardCount", { count: dashboards.length })}
      </VisuallyHidden>
      {content()}
    </Page>
  );

  function content() {
    if (error !== null) return <LoadFailure error={error} onRetry={() => void refetch()} isRetrying={isFetching} />;
    if (data === undefined) return <CardsSkeleton />;
    if (dashboards.length === 0 && search === "") return <NothingShared />;
    if (dashboards.length === 0) return <NothingFound search={search} onClear={() => setSearch("")} />;

    return (
      <VisibleDashboards
        dashboards={dashboards}
        isCut={data.isCut}
        isStale={isPlaceholderData}
        arrangement={{ groupKey, sort, search, userId: me.id }}
      />
    );
  }
}

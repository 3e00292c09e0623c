import { VisuallyHidden } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { useMatch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { SearchInput } from "@latchkey/ui";
import classes from "./app-frame.module.css";
import { LinkIcon } from "./links.tsx";
import { useSlug } from "./portal-info.ts";
import { useDashboardSearch } from "./use-dashboard-search.ts";

/** Searches dashboards from every page; on a phone a button that leads to the field on the home page. */
export function HeaderSearch() {
  const { t } = useTranslation();
  const slug = useSlug();
  const isHome = useMatch({ from: "/$slug/signed-in/", shouldThrow: false }) !== undefined;
  const [search, setSearch] = useDashboardSearch();

  return (
    <>
      <search className={classes.wideSearch}>
        <SearchInput label={t("portal.searchDashboards")} value={search} onChange={setSearch} width="100%" />
      </search>
      {isHome ? null : (
        <LinkIcon className={classes.narrowSearch} to="/$slug" params={{ slug }} hash="search">
          <IconSearch size={20} stroke={1.6} aria-hidden />
          <VisuallyHidden>{t("portal.searchDashboards")}</VisuallyHidden>
        </LinkIcon>
      )}
    </>
  );
}

import { Group, NativeSelect } from "@mantine/core";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { readOneOf, useSlug } from "../../shell/index.ts";
import { homeSorts, noGrouping } from "./dashboards-search.ts";
import type { HomeSearch } from "./dashboards-search.ts";

interface HomeToolbarProps {
  groupKeys: readonly string[];
  groupKey: string | null;
}

/** How the cards are arranged; kept in the address. */
export function HomeToolbar({ groupKeys, groupKey }: HomeToolbarProps) {
  const { t } = useTranslation();
  const slug = useSlug();
  const search = useSearch({ from: "/$slug/signed-in/" });
  const navigate = useNavigate();

  function arrange(change: HomeSearch) {
    void navigate({ to: "/$slug", params: { slug }, search: { ...search, ...change }, replace: true });
  }

  return (
    <Group gap="sm" align="flex-end">
      {groupKeys.length === 0 ? null : (
        <NativeSelect
          label={t("portal.groupBy")}
          size="sm"
          value={groupKey ?? noGrouping}
          data={[{ value: noGrouping, label: t("portal.groupNone") }, ...groupKeys.map((key) => ({ value: key, label: key }))]}
          onChange={(event) => arrange({ group: event.currentTarget.value })}
        />
      )}
      <NativeSelect
        label={t("portal.sortBy")}
        size="sm"
        value={search.sort ?? "name"}
        data={[
          { value: "name", label: t("portal.sortName") },
          { value: "updated", label: t("portal.sortUpdated") },
        ]}
        onChange={(event) => arrange({ sort: readOneOf(event.currentTarget.value, homeSorts) ?? "name" })}
      />
    </Group>
  );
}

import { Group, Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { SearchInput } from "@latchkey/ui";
import { ColumnChooser } from "./column-chooser.tsx";
import { FilterChips } from "./filter-chips.tsx";
import { FilterPanel } from "./filter-panel.tsx";
import type { PatchUsers, UsersSearch } from "./users-search.ts";

interface UserFiltersProps {
  search: UsersSearch;
  patch: PatchUsers;
}

export function UserFilters({ search, patch }: UserFiltersProps) {
  const { t } = useTranslation();

  return (
    <Stack gap="xs" mb="sm">
      <Group gap="xs">
        <SearchInput
          label={t("users.search")}
          value={search.search ?? ""}
          width={320}
          onChange={(value) => patch({ search: value === "" ? undefined : value }, { isTyping: true })}
        />
        <FilterPanel search={search} patch={patch} />
        <ColumnChooser
          shown={search.column ?? []}
          onChange={(column) => patch({ column: column.length === 0 ? undefined : column, cursor: search.cursor })}
        />
      </Group>
      <FilterChips search={search} patch={patch} />
    </Stack>
  );
}

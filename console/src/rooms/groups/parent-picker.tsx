import { Select } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { orderGroups, pathOf } from "./order-groups.ts";
import { useGroupTree } from "./use-groups.ts";

interface ParentPickerProps {
  /** The group that is moved: it and what stands below it cannot be its own parent. */
  groupId: string | undefined;
  value: string | null;
  onChange: (parentId: string | null) => void;
  error?: string | undefined;
}

/** Below which group, or at the top. */
export function ParentPicker({ groupId, value, onChange, error }: ParentPickerProps) {
  const { t } = useTranslation();
  const tree = useGroupTree();
  const groups = tree.data?.groups ?? [];
  const own = groupId === undefined ? new Set<string>() : withThoseBelow(groupId, groups);
  const options = orderGroups(groups)
    .filter(({ group }) => !own.has(group.id))
    .map(({ group }) => ({ value: group.id, label: pathOf(group, groups).join(" › ") }));

  return (
    <Select
      label={t("groups.parent")}
      description={t("groups.parentHelp")}
      placeholder={t("groups.noParent")}
      value={value}
      onChange={onChange}
      data={options}
      searchable
      clearable
      clearButtonProps={{ "aria-label": t("groups.noParent") }}
      nothingFoundMessage={t("resources.nothingFound")}
      error={error}
    />
  );
}

function withThoseBelow(groupId: string, groups: readonly { id: string; parentId: string | null }[]): Set<string> {
  const found = new Set([groupId]);
  let before = 0;

  while (found.size > before) {
    before = found.size;
    for (const { id, parentId } of groups) if (parentId !== null && found.has(parentId)) found.add(id);
  }

  return found;
}

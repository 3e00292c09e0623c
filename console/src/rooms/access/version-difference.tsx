import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { ChangeList } from "./change-list.tsx";
import type { ChangeListProps } from "./change-list.tsx";

/** What differs between two versions, a line each; says so where nothing does. */
export function VersionDifference({ changes, describing, more = [] }: ChangeListProps) {
  const { t } = useTranslation();
  if (changes.length + more.length > 0) return <ChangeList changes={changes} describing={describing} more={more} />;

  return (
    <Text size="sm" c="dimmed">
      {t("policies.versions.same")}
    </Text>
  );
}

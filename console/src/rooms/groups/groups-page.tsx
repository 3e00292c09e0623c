import { Button, Group as Row } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconPlus } from "@tabler/icons-react";
import { useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { SearchInput } from "@latchkey/ui";
import { Page, useMay, useSearchPatch } from "../../shell/index.ts";
import { CreateGroupDialog } from "./create-group-dialog.tsx";
import { GroupList } from "./group-list.tsx";
import type { GroupsSearch } from "./groups-search.ts";

export function GroupsPage() {
  const { t } = useTranslation();
  const search = useSearch({ from: "/signed-in/profiles/$profileId/groups" });
  const ask = useSearchPatch<GroupsSearch>();
  const may = useMay();
  const [isCreating, creation] = useDisclosure(false);

  return (
    <Page
      title={t("groups.title")}
      description={t("groups.text")}
      actions={
        may("access_management", "create") ? (
          <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={creation.open}>
            {t("groups.create")}
          </Button>
        ) : undefined
      }
    >
      <Row mb="sm">
        <SearchInput
          label={t("groups.search")}
          value={search.search ?? ""}
          onChange={(text) => ask({ search: text }, { isTyping: true })}
        />
      </Row>
      <GroupList search={search} onCreate={creation.open} />
      <CreateGroupDialog isOpen={isCreating} onClose={creation.close} />
    </Page>
  );
}

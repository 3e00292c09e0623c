import { ActionIcon, Button, Group, Menu } from "@mantine/core";
import { IconChevronDown, IconDownload, IconPlus, IconUserQuestion } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { apiRoutes } from "@latchkey/contract";
import type { CappedCount, UserFilter } from "@latchkey/contract";
import { useUi } from "@latchkey/ui";
import { api, formatCount, useMay, useProfileId } from "../../shell/index.ts";
import { useProvenDownload } from "./use-proven-download.ts";
import { RecentBulkChanges } from "../bulk-tags/index.ts";
import type { UsersSearch } from "./users-search.ts";

interface UsersActionsProps {
  search: UsersSearch;
  total: CappedCount | undefined;
  onCreate: (what: "user" | "anonymous") => void;
}

export function UsersActions({ search, total, onCreate }: UsersActionsProps) {
  const { t } = useTranslation();
  const may = useMay();

  return (
    <>
      {may("run_user", "create") ? (
        <Group gap={1} wrap="nowrap">
          <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => onCreate("user")}>
            {t("users.create")}
          </Button>
          <Menu position="bottom-end">
            <Menu.Target>
              <ActionIcon variant="filled" color="brand" size={36} aria-label={t("users.createMore")}>
                <IconChevronDown size={16} aria-hidden />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item leftSection={<IconUserQuestion size={16} aria-hidden />} onClick={() => onCreate("anonymous")}>
                {t("users.createAnonymous")}
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        </Group>
      ) : null}
      <RecentBulkChanges of="run_user" />
      <ExportMenu search={search} total={total} />
    </>
  );
}

/** Plain links to the streamed file: the browser saves it while it arrives, however long it is. */
function ExportMenu({ search, total }: Pick<UsersActionsProps, "search" | "total">) {
  const { t } = useTranslation();
  const { locale } = useUi();
  const profileId = useProfileId();
  const { search: text, status, tag, source, lastSignIn } = search;
  const filter = { search: text, status, tag, source, lastSignIn };
  const isFiltered = Object.values(filter).some((value) => value !== undefined);
  const formatted = total === undefined ? "…" : formatCount(total, locale);

  return (
    <Menu position="bottom-end" width={280}>
      <Menu.Target>
        <Button
          variant="default"
          leftSection={<IconDownload size={16} aria-hidden />}
          rightSection={<IconChevronDown size={14} aria-hidden />}
        >
          {t("users.export")}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {isFiltered && (
          <>
            <Menu.Label>{t("users.exportFiltered", { formatted })}</Menu.Label>
            <ExportItems profileId={profileId} filter={filter} />
            <Menu.Divider />
          </>
        )}
        <Menu.Label>{t("users.exportAll")}</Menu.Label>
        <ExportItems profileId={profileId} filter={{}} />
      </Menu.Dropdown>
    </Menu>
  );
}

interface ExportItemsProps {
  profileId: string;
  filter: { [K in keyof UserFilter]?: UserFilter[K] | undefined };
}

function ExportItems({ profileId, filter }: ExportItemsProps) {
  const { t } = useTranslation();
  const hrefOf = (format: "safe" | "raw") => api.url(apiRoutes.users.exportUsers, { params: { profileId }, query: { ...filter, format } });
  const download = useProvenDownload();

  return (
    <>
      <Menu.Item component="a" href={hrefOf("safe")} download onClick={download}>
        {t("users.exportSafe")}
      </Menu.Item>
      <Menu.Item component="a" href={hrefOf("raw")} download onClick={download} title={t("users.exportRawHelp")}>
        {t("users.exportRaw")}
      </Menu.Item>
    </>
  );
}

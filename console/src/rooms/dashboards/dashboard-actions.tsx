import { ActionIcon, Button, Menu } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconCheck, IconDots, IconHistory, IconPencil, IconShare3, IconTrash, IconUsers } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Dashboard } from "@latchkey/contract";
import { LinkMenuItem, useMay, useMaySeeAllAccess, useProfileId, useSearchPatch } from "../../shell/index.ts";
import { DashboardDetailsDialog } from "./dashboard-details-dialog.tsx";
import type { DashboardSearch } from "./dashboards-search.ts";
import { DeleteDashboardDialog } from "./delete-dashboard-dialog.tsx";
import { ShareDialog } from "./share-dialog.tsx";

interface DashboardActionsProps {
  dashboard: Dashboard;
  search: DashboardSearch;
}

/** What can be done with a dashboard as a whole. */
export function DashboardActions({ dashboard, search }: DashboardActionsProps) {
  const { t } = useTranslation();
  const profileId = useProfileId();
  const ask = useSearchPatch<{ [Part in keyof DashboardSearch]?: DashboardSearch[Part] | undefined }>();
  const [isSharing, sharing] = useDisclosure(false);
  const [isNaming, naming] = useDisclosure(false);
  const [isDeleting, deletion] = useDisclosure(false);
  const may = useMay();
  const maySeeAllAccess = useMaySeeAllAccess();
  const isEditing = search.mode === "edit";

  return (
    <>
      {may("dashboard", "edit") ? (
        <Button
          variant={isEditing ? "filled" : "default"}
          leftSection={isEditing ? <IconCheck size={16} aria-hidden /> : <IconPencil size={16} aria-hidden />}
          onClick={() => ask({ mode: isEditing ? undefined : "edit", view: undefined })}
        >
          {isEditing ? t("resources.dashboard.finish") : t("resources.dashboard.edit")}
        </Button>
      ) : null}
      {may("dashboard", "share") ? (
        <Button variant="default" leftSection={<IconShare3 size={16} aria-hidden />} onClick={sharing.open}>
          {t("resources.dashboard.share")}
        </Button>
      ) : null}
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="default" aria-label={t("resources.dashboard.more")}>
            <IconDots size={18} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {maySeeAllAccess ? (
            <LinkMenuItem
              leftSection={<IconUsers size={16} aria-hidden />}
              to="/profiles/$profileId/explain/who-can"
              params={{ profileId }}
              search={{ subjectType: "run_user", action: "access", resourceType: "dashboard", resourceId: dashboard.id }}
            >
              {t("resources.whoCanSee")}
            </LinkMenuItem>
          ) : null}
          <Menu.Item leftSection={<IconPencil size={16} aria-hidden />} onClick={naming.open}>
            {t("resources.editDetails")}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconHistory size={16} aria-hidden />}
            onClick={() => ask({ view: search.view === "activity" ? undefined : "activity", mode: undefined })}
          >
            {search.view === "activity" ? t("resources.dashboard.tabView") : t("resources.tabActivity")}
          </Menu.Item>
          {may("dashboard", "delete") ? (
            <>
              <Menu.Divider />
              <Menu.Item color="red" leftSection={<IconTrash size={16} aria-hidden />} onClick={deletion.open}>
                {t("resources.dashboard.delete")}
              </Menu.Item>
            </>
          ) : null}
        </Menu.Dropdown>
      </Menu>
      <ShareDialog dashboard={dashboard} isOpen={isSharing} onClose={sharing.close} />
      <DashboardDetailsDialog dashboard={dashboard} isOpen={isNaming} onClose={naming.close} />
      <DeleteDashboardDialog dashboard={dashboard} isOpen={isDeleting} onClose={deletion.close} />
    </>
  );
}

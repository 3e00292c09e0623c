import { Text } from "@mantine/core";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Administrator } from "@latchkey/contract";
import { DataTable, StatusBadge, Time } from "@latchkey/ui";
import type { DataTableColumn, Tone } from "@latchkey/ui";
import type { Translate, WordKey } from "@latchkey/words";
import { LinkAnchor, useMe } from "../../shell/index.ts";
import { AdministratorMenu } from "./administrator-menu.tsx";
import { AdministratorDialogs } from "./administrator-dialogs.tsx";
import type { AdministratorTask } from "./administrator-dialogs.tsx";

const statusLooks: Record<Administrator["status"], { tone: Tone; word: WordKey }> = {
  active: { tone: "positive", word: "users.statusActive" },
  invited: { tone: "info", word: "users.statusInvited" },
  suspended: { tone: "danger", word: "users.statusSuspended" },
};

export function AdministratorsTable({ administrators }: { administrators: readonly Administrator[] }) {
  const { t } = useTranslation();
  const me = useMe();
  const [task, setTask] = useState<AdministratorTask | null>(null);
  const columns = useMemo(() => administratorColumns(t, me.id, setTask), [t, me.id]);

  return (
    <>
      <DataTable
        caption={t("settings.administratorsTitle")}
        columns={columns}
        rows={administrators}
        rowId={(row) => row.id}
        rowName={(row) => row.name}
        empty={<Text c="dimmed">{t("settings.administratorsEmpty")}</Text>}
      />
      <AdministratorDialogs task={task} onClose={() => setTask(null)} />
    </>
  );
}

function administratorColumns(t: Translate, myId: string, start: (task: AdministratorTask) => void): DataTableColumn<Administrator>[] {
  return [
    {
      id: "name",
      header: t("common.name"),
      isRowHeader: true,
      cell: (row) => (
        <>
          <LinkAnchor to="/administrators/$administratorId" params={{ administratorId: row.id }}>
            <bdi>{row.name}</bdi>
          </LinkAnchor>
          {row.id === myId && (
            <Text component="span" size="sm" c="dimmed">
              {" "}
              ({t("settings.administratorYou")})
            </Text>
          )}
        </>
      ),
    },
    { id: "email", header: t("common.email"), cell: (row) => <bdi>{row.email}</bdi> },
    {
      id: "role",
      header: t("settings.administratorRole"),
      cell: (row) => (row.isSuper ? t("settings.administratorSuper") : t("settings.administratorMember")),
    },
    {
      id: "status",
      header: t("common.status"),
      cell: (row) => <StatusBadge tone={statusLooks[row.status].tone} label={t(statusLooks[row.status].word)} size="sm" />,
    },
    { id: "profiles", header: t("settings.administratorProfiles"), cell: (row) => profilesOf(t, row) },
    { id: "lastSignIn", header: t("settings.administratorLastSignIn"), cell: (row) => <Time value={row.lastSignInAt} /> },
    {
      id: "actions",
      header: t("common.actions"),
      align: "end",
      cell: (row) => <AdministratorMenu administrator={row} onChoose={(kind) => start({ kind, administrator: row })} />,
    },
  ];
}

function profilesOf(t: Translate, administrator: Administrator): string {
  if (administrator.isSuper) return t("settings.administratorAllProfiles");
  if (administrator.profiles.length === 0) return t("settings.administratorNoProfiles");

  return administrator.profiles
    .map(({ name, isLimited }) => (isLimited ? t("settings.administratorLimitedIn", { name }) : name))
    .join(", ");
}

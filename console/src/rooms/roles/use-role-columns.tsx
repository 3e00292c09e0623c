import { Group, Stack, Text } from "@mantine/core";
import { IconLock } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Role } from "@latchkey/contract";
import { StatusBadge, Time } from "@latchkey/ui";
import type { DataTableColumn } from "@latchkey/ui";
import { LinkAnchor, useProfileId } from "../../shell/index.ts";

export function useRoleColumns(): DataTableColumn<Role>[] {
  const { t, i18n } = useTranslation();

  return [
    { id: "name", header: t("common.name"), sortKey: "name", isRowHeader: true, width: "46%", cell: (role) => <NameCell role={role} /> },
    {
      id: "permissions",
      header: t("roles.permissions"),
      align: "end",
      cell: (role) => role.permissions.length.toLocaleString(i18n.language),
    },
    { id: "includes", header: t("roles.includes"), align: "end", cell: (role) => role.includes.length.toLocaleString(i18n.language) },
    {
      id: "assignments",
      header: t("roles.inForce"),
      align: "end",
      cell: (role) => role.assignmentCount.toLocaleString(i18n.language),
    },
    { id: "updated", header: t("common.updated"), cell: (role) => (role.builtIn === null ? <Time value={role.updatedAt} /> : "–") },
  ];
}

function NameCell({ role }: { role: Role }) {
  const { t } = useTranslation();
  const profileId = useProfileId();

  return (
    <Stack gap={2} miw={200}>
      <Group gap={6}>
        <LinkAnchor to="/profiles/$profileId/roles/$roleId" params={{ profileId, roleId: role.id }} fw={600}>
          <bdi>{role.name}</bdi>
        </LinkAnchor>
        {role.builtIn === null ? null : <StatusBadge tone="neutral" icon={IconLock} size="sm" label={t("roles.builtIn")} />}
      </Group>
      {role.description === "" ? null : (
        <Text size="sm" fw={400} c="dimmed" lineClamp={2}>
          {role.description}
        </Text>
      )}
    </Stack>
  );
}

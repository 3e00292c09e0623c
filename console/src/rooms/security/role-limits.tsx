import { ActionIcon, Fieldset, Group, Select, Stack } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { OptionalNumber } from "./optional-number.tsx";
import type { SectionProps } from "./security-form.ts";
import type { RoleChoice } from "./use-role-choices.ts";

/** Shorter sessions for holders of some roles; the strictest limit counts. */
export function RoleLimits({ form, roles }: SectionProps & { roles: readonly RoleChoice[] }) {
  const { t } = useTranslation();
  const { byRole } = form.values.sessions;
  const free = roles.filter(({ id }) => !byRole.some(({ roleId }) => roleId === id));
  const nameOf = (id: string) => roles.find((role) => role.id === id)?.name ?? id;

  return (
    <Fieldset legend={t("security.byRole")}>
      <Stack gap="sm">
        {byRole.map((limit, index) => (
          <Group key={limit.roleId} align="flex-end" role="group" aria-label={nameOf(limit.roleId)}>
            <span>{nameOf(limit.roleId)}</span>
            <OptionalNumber
              label={t("security.absoluteHours")}
              min={1}
              max={26_280}
              value={limit.absoluteHours}
              onChange={(value) => form.setFieldValue(`sessions.byRole.${index}.absoluteHours`, value)}
            />
            <OptionalNumber
              label={t("security.idleMinutes")}
              min={5}
              max={525_600}
              value={limit.idleMinutes}
              onChange={(value) => form.setFieldValue(`sessions.byRole.${index}.idleMinutes`, value)}
            />
            <ActionIcon
              aria-label={t("security.byRoleRemove", { role: nameOf(limit.roleId) })}
              onClick={() => form.removeListItem("sessions.byRole", index)}
            >
              <IconTrash size={18} aria-hidden />
            </ActionIcon>
          </Group>
        ))}
        <Select
          label={t("security.byRoleAdd")}
          maw={320}
          data={free.map(({ id, name }) => ({ value: id, label: name }))}
          value={null}
          onChange={(roleId) => {
            if (roleId !== null) form.insertListItem("sessions.byRole", { roleId, absoluteHours: null, idleMinutes: null });
          }}
          searchable
        />
      </Stack>
    </Fieldset>
  );
}

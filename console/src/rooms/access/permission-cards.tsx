import { Button, Stack, Text, Title } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { SubjectType } from "@latchkey/contract";
import type { Describing } from "./describe-policy.ts";
import { PermissionCard } from "./permission-card.tsx";
import type { Preview } from "./read-preview.ts";
import type { PolicyFormState } from "./use-policy-form.ts";

interface PermissionCardsProps {
  state: PolicyFormState;
  describing: Describing;
  preview: Preview | undefined;
}

/** What the policy allows or denies: one card per permission. */
export function PermissionCards({ state, describing, preview }: PermissionCardsProps) {
  const { t } = useTranslation();
  const { form, errors } = state;
  const subjects = [...new Set<SubjectType>(form.targets.map((row) => row.subject))];

  return (
    <Stack component="section" gap="xs" aria-labelledby="policy-permissions">
      <Title order={2} id="policy-permissions">
        {t("access.editor.permissions")}
      </Title>
      <Text size="sm" c="dimmed">
        {t("access.editor.permissionsHelp")}
      </Text>
      {form.permissions.map((row, index) => (
        <PermissionCard
          key={row.rowId}
          row={row}
          index={index}
          subjects={subjects}
          state={state}
          describing={describing}
          preview={preview}
        />
      ))}
      {errors["permissions"] === undefined ? null : (
        <Text size="sm" c="var(--mantine-color-error)" role="alert">
          {errors["permissions"]}
        </Text>
      )}
      <div>
        <Button variant="default" leftSection={<IconPlus size={16} aria-hidden />} onClick={state.addPermission}>
          {t("access.editor.addPermission")}
        </Button>
      </div>
    </Stack>
  );
}

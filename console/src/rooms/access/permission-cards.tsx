import { Stack, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { SubjectType } from "@latchkey/contract";
import type { Describing } from "./describe-policy.ts";
import { PermissionRows } from "./permission-rows.tsx";
import { readPermissionPreview } from "./read-preview.ts";
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
      <PermissionRows
        rows={form.permissions}
        subjects={subjects}
        errors={errors}
        describing={describing}
        previewOf={(row) => readPermissionPreview(row, preview)}
        onChange={state.changePermission}
        onAdd={state.addPermission}
        onRemove={state.removePermission}
      />
    </Stack>
  );
}

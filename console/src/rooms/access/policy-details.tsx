import { Input, SegmentedControl, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import type { PolicyStatus } from "@latchkey/contract";
import type { PolicyFormState } from "./use-policy-form.ts";

/** Name, why it exists, and whether it counts. */
export function PolicyDetails({ state }: { state: PolicyFormState }) {
  const { t } = useTranslation();
  const statusId = useId();
  const { form, errors } = state;

  return (
    <Stack gap="sm">
      <TextInput
        label={t("access.editor.name")}
        required
        maxLength={100}
        value={form.name}
        onChange={(event) => state.change({ name: event.currentTarget.value })}
        error={errors["name"]}
      />
      <Textarea
        label={t("access.editor.description")}
        description={t("access.editor.descriptionHelp")}
        maxLength={2000}
        autosize
        minRows={1}
        maxRows={8}
        value={form.description}
        onChange={(event) => state.change({ description: event.currentTarget.value })}
        error={errors["description"]}
      />
      <div>
        <Input.Label labelElement="div" display="block" mb={4} id={statusId}>
          {t("access.status.label")}
        </Input.Label>
        <SegmentedControl<PolicyStatus>
          aria-labelledby={statusId}
          value={form.status}
          onChange={(status) => state.change({ status })}
          data={[
            { value: "draft", label: t("access.status.draft") },
            { value: "monitor", label: t("access.status.monitor") },
            { value: "active", label: t("access.status.active") },
          ]}
        />
        <Text size="xs" c="dimmed" mt={4}>
          {t(`access.statusHelp.${form.status}`)}
        </Text>
      </div>
    </Stack>
  );
}

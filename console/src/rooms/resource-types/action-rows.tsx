import { ActionIcon, Button, Fieldset, Group, Select, SimpleGrid, Stack, Text, TextInput } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { actionCategory } from "@latchkey/contract";
import type { AddedType } from "@latchkey/contract";

export type ActionRow = AddedType["actions"][number];

export const firstAction: ActionRow = { name: "", label: "", category: "features" };

interface ActionRowsProps {
  actions: readonly ActionRow[];
  onChange: (actions: ActionRow[]) => void;
  /** By path below the actions, e.g. `0.name`. */
  errors: Readonly<Record<string, string>>;
}

/** What can be done with things of a type: a row for each action. */
export function ActionRows({ actions, onChange, errors }: ActionRowsProps) {
  const { t } = useTranslation();
  const change = (index: number, part: Partial<ActionRow>) =>
    onChange(actions.map((action, at) => (at === index ? { ...action, ...part } : action)));

  return (
    <Fieldset legend={t("access.editor.actions")}>
      <Stack gap="sm">
        {actions.map((action, index) => (
          // Rows have no identity of their own: they are controlled wholly by their place.
          // oxlint-disable-next-line react/no-array-index-key
          <Group key={index} align="flex-end" gap="xs" wrap="nowrap">
            <SimpleGrid cols={{ base: 1, xs: 3 }} flex={1} spacing="xs">
              <TextInput
                label={t("resourceTypes.actionName", { number: index + 1 })}
                required
                maxLength={50}
                spellCheck={false}
                value={action.name}
                onChange={(event) => change(index, { name: event.currentTarget.value })}
                error={errors[`${index}.name`]}
              />
              <TextInput
                label={t("resourceTypes.actionLabel", { number: index + 1 })}
                maxLength={100}
                value={action.label}
                onChange={(event) => change(index, { label: event.currentTarget.value })}
                error={errors[`${index}.label`]}
              />
              <Select
                label={t("resourceTypes.actionCategory", { number: index + 1 })}
                value={action.category}
                onChange={(category) => category !== null && change(index, { category })}
                data={actionCategory.options.map((value) => ({ value, label: t(`roles.category.${value}`) }))}
                allowDeselect={false}
              />
            </SimpleGrid>
            <ActionIcon
              mb={6}
              aria-label={t("resourceTypes.removeAction", { number: index + 1 })}
              disabled={actions.length === 1}
              onClick={() => onChange(actions.filter((_, at) => at !== index))}
            >
              <IconTrash size={18} aria-hidden />
            </ActionIcon>
          </Group>
        ))}
        {errors[""] === undefined ? null : (
          <Text size="sm" c="var(--mantine-color-error)" role="alert">
            {errors[""]}
          </Text>
        )}
        <div>
          <Button
            variant="default"
            size="xs"
            leftSection={<IconPlus size={16} aria-hidden />}
            onClick={() => onChange([...actions, firstAction])}
          >
            {t("resourceTypes.addAction")}
          </Button>
        </div>
      </Stack>
    </Fieldset>
  );
}

import { Button, Group, SimpleGrid, Stack, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import type { FormEvent } from "react";
import { useTranslation } from "react-i18next";
import type { AddedType } from "@latchkey/contract";
import { errorsBelow, fieldErrors, ProblemAlert } from "../../shell/index.ts";
import { ActionRows, firstAction } from "./action-rows.tsx";
import type { ActionRow } from "./action-rows.tsx";
import type { NewType } from "./use-resource-types.ts";
import { UsedByPolicies } from "./used-by-policies.tsx";

interface TypeFormProps {
  stored: AddedType | undefined;
  isBusy: boolean;
  error: unknown;
  onSubmit: (body: NewType) => void;
  onCancel: () => void;
}

/** What the other application calls its things, and what can be done with them. */
export function TypeForm({ stored, isBusy, error, onSubmit, onCancel }: TypeFormProps) {
  const { t } = useTranslation();
  const [name, setName] = useState(stored?.name ?? "");
  const [label, setLabel] = useState(stored?.label ?? "");
  const [description, setDescription] = useState(stored?.description ?? "");
  const [actions, setActions] = useState<ActionRow[]>(stored?.actions ?? [firstAction]);
  const { known, others } = fieldErrors(error, ["name", "label", "description", "actions"]);

  function submit(event: FormEvent) {
    event.preventDefault();
    onSubmit({
      name: name.trim(),
      label: label.trim(),
      description: description.trim(),
      actions: actions.map((action) => ({ ...action, name: action.name.trim(), label: action.label.trim() || action.name.trim() })),
    });
  }

  return (
    <form onSubmit={submit}>
      <Stack>
        <ProblemAlert error={error} others={others} />
        <UsedByPolicies error={error} />
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <TextInput
            label={t("resourceTypes.label")}
            description={t("resourceTypes.labelHelp")}
            required
            maxLength={100}
            data-autofocus
            value={label}
            onChange={(event) => setLabel(event.currentTarget.value)}
            error={known["label"]}
          />
          <TextInput
            label={t("resourceTypes.name")}
            description={t("resourceTypes.nameHelp")}
            required
            maxLength={50}
            spellCheck={false}
            disabled={stored !== undefined}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            error={known["name"]}
          />
        </SimpleGrid>
        <Textarea
          label={t("common.description")}
          maxLength={500}
          autosize
          minRows={2}
          value={description}
          onChange={(event) => setDescription(event.currentTarget.value)}
          error={known["description"]}
        />
        <ActionRows actions={actions} onChange={setActions} errors={errorsBelow(error, "actions")} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onCancel}>
            {t("common.cancel")}
          </Button>
          <Button
            type="submit"
            loading={isBusy}
            disabled={name.trim() === "" || label.trim() === "" || actions.some((action) => action.name.trim() === "")}
          >
            {t("common.save")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

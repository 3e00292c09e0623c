import { Alert, Button, Group, Stack, Textarea, TextInput } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useState } from "react";
import type { FormEvent } from "react";
import { useTranslation } from "react-i18next";
import type { RegisteredTagKey, TagKeySetter } from "@latchkey/contract";
import { fieldErrors, ProblemAlert, sayDone } from "../../shell/index.ts";
import { AllowedValues } from "./allowed-values.tsx";
import { SetterChoice } from "./setter-choice.tsx";
import { useSaveTagKey, useValuesOf } from "./use-tag-keys.ts";

interface TagKeyFormProps {
  /** The entry that is edited; absent for a new one. */
  stored?: RegisteredTagKey;
  tagKey: string;
  onClose: () => void;
}

export function TagKeyForm({ stored, tagKey, onClose }: TagKeyFormProps) {
  const { t } = useTranslation();
  const save = useSaveTagKey();
  const [key, setKey] = useState(tagKey);
  const [description, setDescription] = useState(stored?.description ?? "");
  const [values, setValues] = useState<string[] | null>(stored?.values ?? null);
  const [setBy, setSetBy] = useState<TagKeySetter>(stored?.setBy ?? "analyses");
  const inUse = useValuesOf(tagKey);
  const { known, others } = fieldErrors(save.error, ["key", "description", "values", "setBy"]);

  function submit(event: FormEvent) {
    event.preventDefault();
    save.mutate(
      { body: { key: key.trim(), description: description.trim(), values, setBy }, stored },
      {
        onSuccess: (entry) => {
          sayDone(t("tagKeys.saved", { key: entry.key }));
          onClose();
        },
      },
    );
  }

  return (
    <form onSubmit={submit}>
      <Stack>
        <ProblemAlert error={save.error} others={others} />
        {stored === undefined ? (
          <TextInput
            label={t("tagKeys.key")}
            required
            maxLength={100}
            data-autofocus
            spellCheck={false}
            value={key}
            onChange={(event) => setKey(event.currentTarget.value)}
            error={known["key"]}
          />
        ) : null}
        <Textarea
          label={t("common.description")}
          description={t("tagKeys.descriptionHelp")}
          maxLength={2000}
          autosize
          minRows={2}
          value={description}
          onChange={(event) => setDescription(event.currentTarget.value)}
          error={known["description"]}
        />
        <AllowedValues value={values} onChange={setValues} start={stored?.values ?? inUse} suggestions={inUse} error={known["values"]} />
        <SetterChoice value={setBy} onChange={setSetBy} error={known["setBy"]} />
        {setBy === "users" || stored?.isSetBySignUp === true ? (
          <Alert color="orange" icon={<IconAlertTriangle aria-hidden />}>
            {t("tagKeys.selfSetDanger")}
          </Alert>
        ) : null}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t("common.cancel")}
          </Button>
          <Button type="submit" loading={save.isPending} disabled={key.trim() === ""}>
            {t("common.save")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

import { Button, Group, Stack, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import type { FormEvent, ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { ProblemError } from "@latchkey/client";
import type { Tag } from "@latchkey/contract";
import { TagEditor } from "@latchkey/ui";
import { fieldErrors, ProblemAlert } from "../../shell/index.ts";
import { tagRowErrors, toTags } from "./tag-rows.ts";
import { useTagLoaders } from "./use-tag-loaders.ts";

export interface NameAndTags {
  name: string;
  description: string;
  tags: Tag[];
}

interface NameAndTagsFormProps {
  of: string;
  start: NameAndTags;
  hasDescription: boolean;
  submitLabel: string;
  isBusy: boolean;
  error: unknown;
  onSubmit: (values: NameAndTags) => void;
  onCancel: () => void;
  children?: ReactNode;
}

/** Name, description and tags of a device, dashboard or analysis: the same form creates and edits. */
export function NameAndTagsForm({
  of,
  start,
  hasDescription,
  submitLabel,
  isBusy,
  error,
  onSubmit,
  onCancel,
  children,
}: NameAndTagsFormProps) {
  const { t } = useTranslation();
  const [values, setValues] = useState(start);
  const loaders = useTagLoaders(of);
  const { known, others } = fieldErrors(error, ["name", "description", "tags"]);
  const rowErrors = error instanceof ProblemError ? tagRowErrors(values.tags, error.problem.errors ?? []) : {};
  const hasRowErrors = Object.keys(rowErrors).length > 0;
  const change = (part: Partial<NameAndTags>) => setValues((before) => ({ ...before, ...part }));

  function submit(event: FormEvent) {
    event.preventDefault();
    onSubmit({ name: values.name.trim(), description: values.description.trim(), tags: toTags(values.tags) });
  }

  return (
    <form onSubmit={submit}>
      <Stack>
        <ProblemAlert error={error} others={known["tags"] === undefined || hasRowErrors ? others : [...others, known["tags"]]} />
        <TextInput
          label={t("common.name")}
          required
          maxLength={100}
          data-autofocus
          value={values.name}
          onChange={(event) => change({ name: event.currentTarget.value })}
          error={known["name"]}
        />
        {hasDescription ? (
          <Textarea
            label={t("common.description")}
            maxLength={2000}
            autosize
            minRows={2}
            value={values.description}
            onChange={(event) => change({ description: event.currentTarget.value })}
            error={known["description"]}
          />
        ) : null}
        <TagEditor
          label={t("common.tags")}
          description={t("resources.tagsHelp")}
          pairs={values.tags}
          onChange={(tags) => change({ tags })}
          errors={rowErrors}
          {...loaders}
        />
        {children}
        <Group justify="flex-end">
          <Button variant="default" onClick={onCancel}>
            {t("common.cancel")}
          </Button>
          <Button type="submit" loading={isBusy} disabled={values.name.trim() === ""}>
            {submitLabel}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

import { Autocomplete, Button, Group, SegmentedControl, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import type { FormEvent } from "react";
import { useTranslation } from "react-i18next";
import type { TagRename } from "@latchkey/contract";
import { errorsBelow, fieldErrors, ProblemAlert } from "../../shell/index.ts";
import { RenamePreview } from "./rename-preview.tsx";
import { usePreviewRename, useValuesOf } from "./use-tag-keys.ts";

/** First what is to be renamed, then what that would touch, and only then the deed. */
export function RenameForm({ tagKey, onClose }: { tagKey: string; onClose: () => void }) {
  const { t } = useTranslation();
  const preview = usePreviewRename();
  const [what, setWhat] = useState<"key" | "value">("key");
  const [value, setValue] = useState("");
  const [to, setTo] = useState("");
  const values = useValuesOf(tagKey);
  const { others } = fieldErrors(preview.error, ["to", "value", "key"]);
  const errorOf = (field: string) => errorsBelow(preview.error, field)[""];
  const isReady = to.trim() !== "" && (what === "key" || value.trim() !== "");
  const change: TagRename =
    what === "key" ? { rename: "key", key: tagKey, to: to.trim() } : { rename: "value", key: tagKey, value: value.trim(), to: to.trim() };

  function submit(event: FormEvent) {
    event.preventDefault();
    if (isReady) preview.mutate(change);
  }

  if (preview.data !== undefined && preview.variables !== undefined)
    return <RenamePreview change={preview.variables} preview={preview.data} onBack={() => preview.reset()} onClose={onClose} />;

  return (
    <form onSubmit={submit}>
      <Stack>
        <ProblemAlert error={preview.error} others={others} />
        <SegmentedControl
          aria-label={t("tagKeys.renameWhat")}
          value={what}
          onChange={(next) => setWhat(next === "value" ? "value" : "key")}
          data={[
            { value: "key", label: t("tagKeys.renameKey") },
            { value: "value", label: t("tagKeys.renameValue") },
          ]}
        />
        {what === "value" ? (
          <Autocomplete
            label={t("tagKeys.valueNow")}
            required
            data={values}
            value={value}
            onChange={setValue}
            error={errorOf("value")}
            limit={50}
          />
        ) : null}
        <TextInput
          label={what === "key" ? t("tagKeys.newKey") : t("tagKeys.newValue")}
          required
          maxLength={what === "key" ? 100 : 200}
          spellCheck={false}
          value={to}
          onChange={(event) => setTo(event.currentTarget.value)}
          error={errorOf("to")}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t("common.cancel")}
          </Button>
          <Button type="submit" disabled={!isReady} loading={preview.isPending}>
            {t("tagKeys.showTouched")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

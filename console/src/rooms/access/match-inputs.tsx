import { Grid, Select, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { MatchForm, ResourceType } from "@latchkey/contract";
import { AnyDanger } from "./any-danger.tsx";
import type { MatchFields } from "./policy-form.ts";
import { matchKeys } from "./policy-words.ts";
import { TagKeyInput, TagValueInput } from "./tag-inputs.tsx";
import { ThingPicker } from "../resources/index.ts";

export interface MatchInputsProps {
  side: "subject" | "resource";
  type: ResourceType;
  fields: MatchFields;
  forms: readonly MatchForm[];
  onChange: (change: Partial<MatchFields>) => void;
  errorOf: (field: "match" | "id" | "key" | "value") => string | undefined;
}

/** "with field Tag, level equal to supervisor": which field is compared, and what it has to equal. */
export function MatchInputs({ side, type, fields, forms, onChange, errorOf }: MatchInputsProps) {
  const { t } = useTranslation();
  const choices = forms.includes(fields.match) ? forms : [...forms, fields.match];

  return (
    <>
      <Grid.Col span={{ base: 12, xs: 6, sm: 3 }}>
        <Select
          label={t("access.editor.field")}
          value={fields.match}
          onChange={(match) => match !== null && onChange({ match })}
          data={choices.map((form) => ({ value: form, label: t(matchKeys[form]) }))}
          allowDeselect={false}
          error={errorOf("match")}
        />
      </Grid.Col>
      <Grid.Col span={{ base: 12, sm: 6 }}>
        <MatchValue side={side} type={type} fields={fields} onChange={onChange} errorOf={errorOf} />
      </Grid.Col>
    </>
  );
}

function MatchValue({ side, type, fields, onChange, errorOf }: Omit<MatchInputsProps, "forms">) {
  const { t } = useTranslation();
  if (fields.match === "any") return <AnyDanger side={side} type={type} />;
  if (fields.match === "id") {
    return (
      <ThingPicker
        type={type}
        label={t(`access.editor.pick.${type}`)}
        value={fields.id}
        onChange={(id) => onChange({ id })}
        error={errorOf("id")}
      />
    );
  }

  return (
    <Grid gap="xs" align="flex-start">
      <Grid.Col span={6}>
        <TagKeyInput of={type} value={fields.key} onChange={(key) => onChange({ key })} error={errorOf("key")} />
      </Grid.Col>
      <Grid.Col span={6}>
        {fields.match === "tag" ? (
          <TagValueInput
            of={type}
            tagKey={fields.key}
            value={fields.value}
            onChange={(value) => onChange({ value })}
            error={errorOf("value")}
          />
        ) : (
          <Text size="sm" c="dimmed" mt={{ base: 4, xs: 26 }}>
            {side === "subject" ? t("access.editor.tagMatchOfTarget") : t("access.editor.tagMatchOfResource")}
          </Text>
        )}
      </Grid.Col>
    </Grid>
  );
}

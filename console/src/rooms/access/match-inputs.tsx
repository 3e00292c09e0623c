import { Grid, Select, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Target } from "@latchkey/contract";
import { ThingPicker } from "../resources/index.ts";
import { AnyDanger } from "./any-danger.tsx";
import type { MatchFields } from "./policy-form.ts";
import { matchKeys } from "./policy-words.ts";
import { TagKeyInput, TagValueInput } from "./tag-inputs.tsx";

type Form = Target["match"];

export interface MatchInputsProps<F extends Form> {
  side: "subject" | "resource";
  type: string;
  fields: MatchFields<F>;
  forms: readonly F[];
  onChange: (change: Partial<MatchFields<F>>) => void;
  errorOf: (field: "match" | "id" | "key" | "value") => string | undefined;
}

/** "with field Tag, level equal to supervisor": which field is compared, and what it has to equal. */
export function MatchInputs<F extends Form>({ forms, ...props }: MatchInputsProps<F>) {
  const { t } = useTranslation();
  const { fields, onChange, errorOf } = props;
  const choices = forms.includes(fields.match) ? forms : [...forms, fields.match];

  return (
    <>
      <Grid.Col span={{ base: 12, xs: 6, sm: 3 }}>
        <Select<F>
          label={t("access.editor.field")}
          value={fields.match}
          onChange={(match) => match !== null && onChange({ ...(isOtherThing(fields.match, match) ? { id: "" } : {}), match })}
          data={choices.map((form) => ({ value: form, label: t(matchKeys[form]) }))}
          allowDeselect={false}
          error={errorOf("match")}
        />
      </Grid.Col>
      <Grid.Col span={{ base: 12, sm: 6 }}>
        <MatchValue {...props} />
      </Grid.Col>
    </>
  );
}

/** A role's id names no group and no user. */
function isOtherThing(before: Form, after: Form): boolean {
  const named: readonly Form[] = ["id", "role", "group"];

  return before !== after && named.includes(before) && named.includes(after);
}

function MatchValue<F extends Form>({ side, type, fields, onChange, errorOf }: Omit<MatchInputsProps<F>, "forms">) {
  const { t } = useTranslation();
  if (fields.match === "any") return <AnyDanger side={side} type={type} />;
  if (fields.match === "id" || fields.match === "role" || fields.match === "group") {
    const picked = fields.match === "id" ? type : fields.match;

    return (
      <ThingPicker
        type={picked}
        label={isPickable(picked) ? t(`access.editor.pick.${picked}`) : t("access.editor.pick.other")}
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

const pickable = ["run_user", "analysis", "administrator", "dashboard", "device", "widget", "report", "role", "group"] as const;

function isPickable(type: string): type is (typeof pickable)[number] {
  return pickable.some((each) => each === type);
}

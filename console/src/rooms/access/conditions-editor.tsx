import { Checkbox, SimpleGrid, Stack, TagsInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Conditions } from "@latchkey/contract";
import { useUi } from "@latchkey/ui";
import { MomentInput } from "./moment-input.tsx";
import { newWindow, WeeklyHoursEditor } from "./weekly-hours-editor.tsx";

interface ConditionsEditorProps {
  value: Conditions;
  onChange: (conditions: Conditions) => void;
  /** By path below the conditions, e.g. `hours.windows.0.to`. */
  errors: Readonly<Record<string, string>>;
}

/** Under which circumstances something counts. All that are given must hold; without any it always does. */
export function ConditionsEditor({ value, onChange, errors }: ConditionsEditorProps) {
  const { t } = useTranslation();
  const { timeZone } = useUi();
  const change = (part: { [Key in keyof Conditions]: Conditions[Key] | undefined }) => onChange(withoutEmpty({ ...value, ...part }));
  const errorOf = (path: string) => errors[path] ?? Object.entries(errors).find(([at]) => at.startsWith(`${path}.`))?.[1];

  return (
    <Stack gap="sm">
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
        <MomentInput
          label={t("policies.conditions.from")}
          value={value.from}
          onChange={(from) => change({ from })}
          error={errorOf("from")}
        />
        <MomentInput
          label={t("policies.conditions.until")}
          description={t("policies.conditions.untilHelp")}
          value={value.until}
          onChange={(until) => change({ until })}
          error={errorOf("until")}
        />
      </SimpleGrid>
      <TagsInput
        label={t("policies.conditions.addresses")}
        description={t("policies.conditions.addressesHelp")}
        placeholder={value.addresses === undefined ? "192.0.2.0/24" : ""}
        value={value.addresses ?? []}
        onChange={(addresses) => change({ addresses: addresses.length === 0 ? undefined : addresses.map((each) => each.trim()) })}
        splitChars={[",", " ", ";"]}
        acceptValueOnBlur
        error={errorOf("addresses")}
      />
      <Checkbox
        label={t("policies.conditions.trustedDevice")}
        checked={value.trustedDevice === true}
        onChange={(event) => change({ trustedDevice: event.currentTarget.checked ? true : undefined })}
      />
      <Checkbox
        label={t("policies.conditions.secondFactor")}
        checked={value.secondFactor === true}
        onChange={(event) => change({ secondFactor: event.currentTarget.checked ? true : undefined })}
      />
      <Checkbox
        label={t("policies.conditions.hours")}
        checked={value.hours !== undefined}
        onChange={(event) => change({ hours: event.currentTarget.checked ? firstHours(timeZone) : undefined })}
      />
      {value.hours === undefined ? null : (
        <WeeklyHoursEditor value={value.hours} onChange={(hours) => change({ hours })} errorOf={(path) => errorOf(`hours.${path}`)} />
      )}
    </Stack>
  );
}

function firstHours(timeZone: string | undefined) {
  return { timeZone: timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone, windows: [newWindow()], holidays: [] };
}

/** A condition that is not given has no field at all. */
function withoutEmpty(all: { [Key in keyof Conditions]: Conditions[Key] | undefined }): Conditions {
  return Object.fromEntries(Object.entries(all).filter(([, each]) => each !== undefined));
}

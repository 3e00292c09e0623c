import { Stack, Switch, TagsInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Restrictions } from "@latchkey/contract";
import { useUi } from "@latchkey/ui";
import { WeeklyHoursEditor } from "../access/index.ts";

interface RestrictionsFieldsProps {
  value: Restrictions;
  onChange: (value: Restrictions) => void;
  /** The server's reason at a path below the rules. */
  errorOf: (path: string) => string | undefined;
}

/** From where and when; the same for a profile, a role, a person and a token. */
export function RestrictionsFields({ value, onChange, errorOf }: RestrictionsFieldsProps) {
  const { t } = useTranslation();
  const { timeZone } = useUi();
  const change = (part: Partial<Restrictions>) => onChange({ ...value, ...part });
  const officeHours = { timeZone, windows: [{ days: [1, 2, 3, 4, 5], from: "08:00", to: "18:00" }], holidays: [] };
  const lists = [
    { name: "allowAddresses", help: t("security.addressesHelp") },
    { name: "denyAddresses", help: t("security.denyHelp") },
    { name: "allowCountries", help: t("security.countriesHelp") },
    { name: "denyCountries", help: t("security.countriesHelp") },
  ] as const;

  return (
    <Stack gap="sm">
      <Switch
        label={t("security.monitor")}
        description={t("security.monitorHelp")}
        checked={value.mode === "monitor"}
        onChange={(event) => change({ mode: event.currentTarget.checked ? "monitor" : "enforce" })}
      />
      {lists.map(({ name, help }) => (
        <TagsInput
          key={name}
          label={t(`security.${name}`)}
          description={help}
          value={value[name]}
          onChange={(items) => change({ [name]: name.endsWith("Countries") ? items.map((item) => item.toUpperCase()) : items })}
          error={firstError(errorOf, name, value[name].length)}
          splitChars={[",", " ", ";"]}
          acceptValueOnBlur
          clearable
          clearButtonProps={{ "aria-label": t("common.clearAll") }}
        />
      ))}
      <Switch
        label={t("security.hasHours")}
        checked={value.hours !== null}
        onChange={(event) => change({ hours: event.currentTarget.checked ? officeHours : null })}
      />
      {value.hours === null ? null : (
        <WeeklyHoursEditor value={value.hours} onChange={(hours) => change({ hours })} errorOf={(path) => errorOf(`hours.${path}`)} />
      )}
    </Stack>
  );
}

/** A list shows the reason of its first wrong entry. */
function firstError(errorOf: (path: string) => string | undefined, name: string, count: number): string | undefined {
  const own = Array.from({ length: count }, (_, index) => errorOf(`${name}.${index}`)).find((reason) => reason !== undefined);

  return errorOf(name) ?? own;
}

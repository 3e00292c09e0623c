import { ActionIcon, Button, Chip, Group, Select, Stack, TagsInput, Text, TextInput, Tooltip } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { WeeklyHours } from "@latchkey/contract";
import { dayName } from "./describe-conditions.ts";

type Window = WeeklyHours["windows"][number];

interface WeeklyHoursEditorProps {
  value: WeeklyHours;
  onChange: (hours: WeeklyHours) => void;
  /** The reason at a path below the hours, e.g. `windows.0.to`. */
  errorOf: (path: string) => string | undefined;
}

/** On which days, from when to when, on the clock of which zone, and on which days not at all. */
export function WeeklyHoursEditor({ value, onChange, errorOf }: WeeklyHoursEditorProps) {
  const { t } = useTranslation();
  const { windows, timeZone, holidays } = value;
  const change = (part: Partial<WeeklyHours>) => onChange({ ...value, ...part });

  return (
    <Stack gap="sm">
      {windows.map((window, index) => (
        <WindowRow
          // Windows have no identity of their own: they are controlled wholly by their place.
          // oxlint-disable-next-line react/no-array-index-key
          key={index}
          window={window}
          number={index + 1}
          onChange={(next) => change({ windows: windows.map((each, at) => (at === index ? next : each)) })}
          onRemove={windows.length === 1 ? undefined : () => change({ windows: windows.filter((_, at) => at !== index) })}
          errorOf={(path) => errorOf(`windows.${index}.${path}`)}
        />
      ))}
      <div>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconPlus size={16} aria-hidden />}
          onClick={() => change({ windows: [...windows, newWindow()] })}
        >
          {t("policies.conditions.addWindow")}
        </Button>
      </div>
      <Group gap="sm" align="flex-start" grow preventGrowOverflow={false}>
        <Select
          label={t("policies.conditions.timeZone")}
          description={t("policies.conditions.timeZoneHelp")}
          value={timeZone}
          onChange={(zone) => zone !== null && change({ timeZone: zone })}
          data={[...new Set([timeZone, "UTC", ...Intl.supportedValuesOf("timeZone")])]}
          searchable
          allowDeselect={false}
          limit={60}
          maxDropdownHeight={260}
          miw={220}
          error={errorOf("timeZone")}
        />
        <TagsInput
          label={t("policies.conditions.holidays")}
          description={t("policies.conditions.holidaysHelp")}
          placeholder={holidays.length === 0 ? "2026-12-25" : ""}
          value={holidays}
          onChange={(next) => change({ holidays: next.map((day) => day.trim()) })}
          splitChars={[",", " ", ";"]}
          acceptValueOnBlur
          miw={220}
          error={errorOf("holidays")}
        />
      </Group>
    </Stack>
  );
}

export function newWindow(): Window {
  return { days: [1, 2, 3, 4, 5], from: "07:00", to: "20:00" };
}

interface WindowRowProps {
  window: Window;
  number: number;
  onChange: (window: Window) => void;
  onRemove: (() => void) | undefined;
  errorOf: (path: string) => string | undefined;
}

function WindowRow({ window, number, onChange, onRemove, errorOf }: WindowRowProps) {
  const { t, i18n } = useTranslation();
  const daysError = errorOf("days");

  return (
    <Group gap="sm" align="flex-end" role="group" aria-label={t("policies.conditions.window", { number })}>
      <ClockInput
        label={t("policies.conditions.windowFrom")}
        value={window.from}
        onChange={(from) => onChange({ ...window, from })}
        error={errorOf("from")}
      />
      <ClockInput
        label={t("policies.conditions.windowTo")}
        value={window.to}
        onChange={(to) => onChange({ ...window, to })}
        error={errorOf("to")}
      />
      <div>
        <Chip.Group
          multiple
          value={window.days.map(String)}
          onChange={(days) => onChange({ ...window, days: days.map(Number).toSorted((one, other) => one - other) })}
        >
          <Group gap={4} role="group" aria-label={t("policies.conditions.days")} mih={36}>
            {[1, 2, 3, 4, 5, 6, 7].map((day) => (
              <Chip key={day} value={String(day)} size="xs" aria-label={dayName(day, i18n.language, "long")}>
                {dayName(day, i18n.language)}
              </Chip>
            ))}
          </Group>
        </Chip.Group>
        {daysError === undefined ? null : (
          <Text size="xs" c="var(--mantine-color-error)" role="alert">
            {daysError}
          </Text>
        )}
      </div>
      {onRemove === undefined ? null : (
        <Tooltip label={t("policies.conditions.removeWindow", { number })}>
          <ActionIcon aria-label={t("policies.conditions.removeWindow", { number })} onClick={onRemove} mb={4}>
            <IconTrash size={18} aria-hidden />
          </ActionIcon>
        </Tooltip>
      )}
    </Group>
  );
}

interface ClockInputProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  error: string | undefined;
}

/** Typed, as the browser's own input knows no 24:00. */
function ClockInput({ label, value, onChange, error }: ClockInputProps) {
  return (
    <TextInput
      label={label}
      placeholder="07:00"
      maxLength={5}
      w={110}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      onBlur={() => onChange(tidy(value))}
      error={error}
    />
  );
}

/** What people type for a time of day: 7, 7:30, 0730. */
function tidy(typed: string): string {
  const [, hour, minute = "00"] = /^(\d{1,2})(?:[:.h]?(\d{2}))?$/.exec(typed.trim()) ?? [];

  return hour === undefined ? typed : `${hour.padStart(2, "0")}:${minute}`;
}

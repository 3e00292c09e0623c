import { TextInput } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { fromWallClock, toWallClock, useUi } from "@latchkey/ui";

interface MomentInputProps {
  label: string;
  description?: ReactNode;
  /** RFC 3339 in UTC, or undefined for none. */
  value: string | undefined;
  onChange: (moment: string | undefined) => void;
  error?: ReactNode;
}

/** A date and a time of day on the clock of whoever looks at it. */
export function MomentInput({ label, description, value, onChange, error }: MomentInputProps) {
  const { t } = useTranslation();
  const { timeZone } = useUi();
  const zone = timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;

  return (
    <TextInput
      type="datetime-local"
      label={label}
      description={
        <>
          {description} {t("policies.conditions.clockOf", { timeZone: zone })}
        </>
      }
      value={toLocal(value, zone)}
      onChange={(event) => onChange(toMoment(event.currentTarget.value, zone))}
      error={error}
    />
  );
}

/** As the browser's own input wants it: 2026-03-01T08:00, with seconds only where there are some. */
function toLocal(value: string | undefined, zone: string): string {
  const at = value === undefined ? Number.NaN : Date.parse(value);
  if (Number.isNaN(at)) return "";
  const { year, month, day, hour, minute, second } = toWallClock(at, zone);
  const [date, time] = [
    [String(year).padStart(4, "0"), pad(month), pad(day)].join("-"),
    [hour, minute, ...(second === 0 ? [] : [second])].map(pad).join(":"),
  ];

  return `${date}T${time}`;
}

function toMoment(local: string, zone: string): string | undefined {
  const [year, month, day, hour, minute, second = 0] = local.split(/[-T:]/).map(Number);
  if (year === undefined || month === undefined || day === undefined || hour === undefined || minute === undefined) return undefined;

  const at = fromWallClock({ year, month, day, hour, minute, second }, zone);

  return Number.isNaN(at) ? undefined : new Date(at).toISOString();
}

function pad(value: number): string {
  return String(value).padStart(2, "0");
}

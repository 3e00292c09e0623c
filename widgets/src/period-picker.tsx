import { Group, NativeSelect, TextInput } from "@mantine/core";
import { useState } from "react";
import type { FormEvent } from "react";
import { useDashboard } from "./dashboard-context.ts";
import { datesToPeriod, isRolling, periodToDates, rollingPeriods } from "./period.ts";

const between = "between";

/** The newest figures, a period that ends now, or one between two dates. */
export function PeriodPicker({ period, onChange }: { period: string; onChange: (period: string) => void }) {
  const { t } = useDashboard();
  const dates = periodToDates(period);
  const [isChoosingDates, setIsChoosingDates] = useState(dates !== null);
  const isBetween = dates !== null || isChoosingDates;
  const names = {
    newest: t("widgets.periodNewest"),
    "24h": t("widgets.period24h"),
    "7d": t("widgets.period7d"),
    "30d": t("widgets.period30d"),
    "1y": t("widgets.period1y"),
  };

  function choose(choice: string) {
    setIsChoosingDates(choice === between);
    if (choice !== between) onChange(choice);
  }

  return (
    <Group gap="xs" align="flex-end">
      <NativeSelect
        label={t("widgets.period")}
        size="sm"
        value={isBetween ? between : readRolling(period)}
        onChange={(event) => choose(event.currentTarget.value)}
        data={[...rollingPeriods.map((value) => ({ value, label: names[value] })), { value: between, label: t("widgets.periodBetween") }]}
      />
      {isBetween ? (
        <DateRange key={period} from={dates?.from ?? ""} to={dates?.to ?? ""} onChange={(from, to) => onChange(datesToPeriod(from, to))} />
      ) : null}
    </Group>
  );
}

function readRolling(period: string): string {
  return isRolling(period) ? period : "newest";
}

interface DateRangeProps {
  from: string;
  to: string;
  onChange: (from: string, to: string) => void;
}

/** Two of the browser's own date fields; tells once both are filled in and one was left. */
function DateRange({ from, to, onChange }: DateRangeProps) {
  const { t } = useDashboard();
  const [draft, setDraft] = useState({ from, to });

  function send() {
    const isChanged = draft.from !== from || draft.to !== to;
    if (draft.from !== "" && draft.to !== "" && isChanged) onChange(draft.from, draft.to);
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    send();
  }

  return (
    <Group gap="xs" component="form" onSubmit={submit}>
      <TextInput
        type="date"
        label={t("widgets.from")}
        value={draft.from}
        onChange={(event) => setDraft({ ...draft, from: event.currentTarget.value })}
        onBlur={send}
      />
      <TextInput
        type="date"
        label={t("widgets.to")}
        value={draft.to}
        onChange={(event) => setDraft({ ...draft, to: event.currentTarget.value })}
        onBlur={send}
      />
    </Group>
  );
}

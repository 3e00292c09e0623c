import { TextInput } from "@mantine/core";
import { useState } from "react";
import { useUi } from "@latchkey/ui";
import { fromZonedInput, toZonedInput } from "./time-range.ts";

interface MomentFieldProps {
  label: string;
  value: string | undefined;
  onChange: (value: string | undefined) => void;
}

/** A date and time in the zone of the log. Taken over on leaving the field: half a date would empty the list. */
export function MomentField({ label, value, onChange }: MomentFieldProps) {
  const { timeZone } = useUi();
  const shown = toZonedInput(value, timeZone);
  const [draft, setDraft] = useState(shown);
  const [seen, setSeen] = useState(shown);
  if (seen !== shown) {
    setSeen(shown);
    setDraft(shown);
  }

  function commit() {
    const next = fromZonedInput(draft, timeZone);
    if (next !== value) onChange(next);
  }

  return (
    <TextInput
      type="datetime-local"
      aria-label={label}
      value={draft}
      onChange={(event) => setDraft(event.currentTarget.value)}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === "Enter") commit();
      }}
    />
  );
}

import { Tooltip } from "@mantine/core";
import { useEffect, useState } from "react";
import { useUi } from "../app/ui-context.ts";
import { absoluteTime, relativeTime } from "./relative-time.ts";

export interface TimeProps {
  /** RFC 3339, or null for what has not happened. */
  value: string | null;
  /** What null means; "Never" when absent. */
  never?: string;
  /** `relative`: 3 hours ago, with the exact time as tooltip; `absolute`: the other way round. */
  show?: "relative" | "absolute";
  timeZone?: string | undefined;
}

/** A moment, for people: in their language and zone, with the exact one behind it. */
export function Time({ value, never, show = "relative", timeZone }: TimeProps) {
  const ui = useUi();
  const now = useNow();
  if (value === null) return <>{never ?? ui.words.never}</>;

  const at = new Date(value);
  const relative = relativeTime(at, now, ui.locale);
  const absolute = absoluteTime(at, ui.locale, timeZone ?? ui.timeZone);

  return (
    <Tooltip label={show === "relative" ? absolute : relative}>
      <time dateTime={value}>{show === "relative" ? relative : absolute}</time>
    </Tooltip>
  );
}

const refreshMilliseconds = 30_000;

function useNow(): Date {
  const [now, setNow] = useState(() => new Date());

  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), refreshMilliseconds);

    return () => clearInterval(timer);
  }, []);

  return now;
}

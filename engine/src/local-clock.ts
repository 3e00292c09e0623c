/** What a clock on the wall of a time zone shows, at the cost of an addition. */
export interface LocalMoment {
  /** Days since 1970-01-01 on the local calendar. */
  readonly day: number;
  /** Minutes since local midnight as the clock shows them. */
  readonly minute: number;
}

export interface LocalClock {
  read(now: number): LocalMoment;
}

const minuteMs = 60_000;
const dayMs = 86_400_000;
/** Asking `Intl` costs microseconds; within a quarter of an hour the answer changes next to never. */
const slotMs = 15 * minuteMs;
const slotsMax = 5000;

const clocks = new Map<string, LocalClock>();

/** One clock per zone: making its formatter is the dearest part. */
export function localClockOf(timeZone: string): LocalClock {
  const known = clocks.get(timeZone);
  if (known) return known;

  const clock = createClock(timeZone);
  clocks.set(timeZone, clock);
  return clock;
}

/** 1 is Monday, 7 is Sunday. */
export function weekdayOf(day: number): number {
  // 1970-01-01 was a Thursday.
  return ((((day + 3) % 7) + 7) % 7) + 1;
}

export function dayOf(isoDate: string): number {
  return Math.floor(Date.parse(`${isoDate}T00:00:00Z`) / dayMs);
}

export function isoDateOf(day: number): string {
  return new Date(day * dayMs).toISOString().slice(0, 10);
}

function createClock(timeZone: string): LocalClock {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone,
    calendar: "gregory",
    numberingSystem: "latn",
    hourCycle: "h23",
    era: "short",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  // Null where the zone changes its offset within the slot.
  const offsets = new Map<number, number | null>();

  function offsetOf(now: number): number {
    const slot = Math.floor(now / slotMs);
    const known = offsets.get(slot);
    if (typeof known === "number") return known;
    if (known === null) return askOffset(format, now);

    const [first, last] = [askOffset(format, slot * slotMs), askOffset(format, (slot + 1) * slotMs - 1000)];
    if (offsets.size >= slotsMax) offsets.clear();
    offsets.set(slot, first === last ? first : null);
    return first === last ? first : askOffset(format, now);
  }

  return {
    read: (now) => {
      const local = now + offsetOf(now);
      const day = Math.floor(local / dayMs);
      return { day, minute: Math.floor((local - day * dayMs) / minuteMs) };
    },
  };
}

/** Milliseconds that the zone is ahead of UTC at this moment. */
function askOffset(format: Intl.DateTimeFormat, now: number): number {
  const second = Math.floor(now / 1000) * 1000;
  const parts = new Map(format.formatToParts(second).map(({ type, value }) => [type, value]));
  const part = (name: Intl.DateTimeFormatPartTypes) => Number(parts.get(name));
  const year = parts.get("era") === "BC" ? 1 - part("year") : part("year");

  const local = new Date(0);
  local.setUTCFullYear(year, part("month") - 1, part("day"));
  local.setUTCHours(part("hour"), part("minute"), part("second"));
  return local.getTime() - second;
}

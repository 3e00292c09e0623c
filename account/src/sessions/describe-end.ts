import type { Session } from "@latchkey/contract";
import type { Translate } from "@latchkey/words";
import { formatExactLength } from "../scope/format-length.ts";

/** When a session ends by itself: at the latest, and how long it may lie unused before. */
export function describeEnd(
  t: Translate,
  { expiresAt, idleEndsAt, lastSeenAt }: Pick<Session, "expiresAt" | "idleEndsAt" | "lastSeenAt">,
  { locale, timeZone }: { locale: string; timeZone: string },
): string {
  const date = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeStyle: "short", timeZone }).format(new Date(expiresAt));
  if (idleEndsAt === null) return t("account.sessionEnds", { date });

  const idleSeconds = Math.round((Date.parse(idleEndsAt) - Date.parse(lastSeenAt)) / 1000);
  return t("account.sessionEndsIdle", { date, idle: formatExactLength(idleSeconds, locale) });
}

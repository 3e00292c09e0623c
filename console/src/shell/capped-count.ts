import type { CappedCount } from "@latchkey/contract";

/** "1,204", or "10,000+" where counting stopped. */
export function formatCount(total: CappedCount, locale: string): string {
  return `${total.count.toLocaleString(locale)}${total.isCapped ? "+" : ""}`;
}

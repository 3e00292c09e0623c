import { notify } from "@latchkey/ui";

/** Says that something was done. Never the only carrier of a fact: the page shows it too. */
export function sayDone(message: string): void {
  notify.success(message);
}

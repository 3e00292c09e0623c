import { catalogue, type CatalogueAction } from "@latchkey/contract";
import type { Access } from "./access.ts";

/** Whether a caller has anything to do in the console: administration, or making, changing or deleting anything but their own account. */
export function mayUseConsole(access: Access): boolean {
  return consoleActions.some(({ type, action }) => access.filter(type, action).kind !== "none");
}

const changing: readonly string[] = ["create", "edit", "delete"];

const consoleActions = Object.entries(catalogue).flatMap(([type, actions]: [string, Record<string, CatalogueAction>]) =>
  Object.entries(actions).flatMap(([action, { category }]) => {
    const isForConsole = category === "administration" || (category === "features" && changing.includes(action));
    return isForConsole && type !== "own_settings" ? [{ type, action }] : [];
  }),
);

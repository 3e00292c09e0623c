import { ProblemError } from "@latchkey/client";
import type { PolicyBody } from "@latchkey/contract";
import type { Translate } from "@latchkey/words";
import { findGaps } from "./policy-form.ts";
import type { PolicyForm } from "./policy-form.ts";
import { gapKeys } from "./policy-words.ts";
import type { FormErrors } from "./use-policy-form.ts";

/** Sentences for what is still empty, by path. */
export function gapErrors(t: Translate, form: PolicyForm): FormErrors {
  return Object.fromEntries(Object.entries(findGaps(form)).map(([path, gap]) => [path, t(gapKeys[gap])]));
}

/** The server's reasons, by the form's own paths; `body.` is where the API found them. */
export function problemErrors(error: unknown): FormErrors {
  if (!(error instanceof ProblemError)) return {};

  return Object.fromEntries((error.problem.errors ?? []).map(({ path, message }) => [path.replace(/^body\./, ""), message]));
}

export function isConflict(error: unknown): boolean {
  return error instanceof ProblemError && error.status === 412;
}

/** Whether saving widens to everything or everybody: worth a second look even when the person meant it. */
export function needsAnyConfirm(body: PolicyBody, stored: PolicyBody | undefined): boolean {
  if (body.status !== "active") return false;
  const isStored = (part: "targets" | "permissions", rule: unknown) =>
    stored?.status === "active" && stored[part].some((each) => JSON.stringify(each) === JSON.stringify(rule));

  return (
    body.targets.some((target) => target.match === "any" && !isStored("targets", target)) ||
    body.permissions.some(
      (permission) => permission.resource.match === "any" && permission.effect === "allow" && !isStored("permissions", permission),
    )
  );
}

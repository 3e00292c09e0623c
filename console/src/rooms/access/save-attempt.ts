import { ProblemError } from "@latchkey/client";
import { policyBody } from "@latchkey/contract";
import type { PolicyBody, PolicySaveBody } from "@latchkey/contract";
import type { Translate } from "@latchkey/words";
import { diffPolicies } from "./merge-policies.ts";
import { findGaps, toPolicyBody } from "./policy-form.ts";
import type { PolicyForm } from "./policy-form.ts";
import { gapKeys } from "./policy-words.ts";
import type { FormErrors } from "./use-policy-form.ts";

/** What a review adds to what is saved. */
export type SaveTerms = Pick<Partial<PolicySaveBody>, "reason" | "overrides" | "confirmName" | "revertAfterMinutes">;

/** Sentences for what is still empty or does not fit, by path. */
export function gapErrors(t: Translate, form: PolicyForm): FormErrors {
  const gaps = Object.entries(findGaps(form)).map(([path, gap]) => [path, t(gapKeys[gap])] as const);
  if (gaps.length > 0) return Object.fromEntries(gaps);

  const parsed = policyBody.safeParse(toPolicyBody(form));
  if (parsed.success) return {};

  return Object.fromEntries(parsed.error.issues.map(({ path, message }) => [path.join("."), message]));
}

/** The server's reasons, by the form's own paths; `body.` is where the API found them. */
export function problemErrors(error: unknown): FormErrors {
  if (!(error instanceof ProblemError)) return {};

  return Object.fromEntries((error.problem.errors ?? []).map(({ path, message }) => [path.replace(/^body\./, ""), message]));
}

const askedFor = ["access.reason_required", "access.name_required", "access.self_settable_key", "access.policy_test_failed"];

/** The server wants something that the review dialog asks for. */
export function isAskingBack(error: unknown): boolean {
  return error instanceof ProblemError && askedFor.some((code) => error.code === code);
}

export function hasCode(error: unknown, code: string): boolean {
  return error instanceof ProblemError && error.code === code;
}

/** Whether saving can change a decision: a name, a description or a draft cannot. */
export function isReviewed(body: PolicyBody, stored: PolicyBody | undefined): boolean {
  if (body.status === "draft" && (stored === undefined || stored.status === "draft")) return false;
  if (stored === undefined) return true;
  const telling = ["targets", "permissions", "conditions", "status"];

  return diffPolicies(stored, body).some((change) => telling.includes(change.field));
}

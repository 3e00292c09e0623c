import { useState } from "react";
import { ProblemError } from "@latchkey/client";
import type { AccessImpact, PolicyBody, PolicyOverride, PolicyTestRun } from "@latchkey/contract";
import { hasCode } from "./save-attempt.ts";
import type { SaveTerms } from "./save-attempt.ts";

interface SaveTermsInput {
  /** Of a policy; what else is saved has no checks to set aside. */
  body?: PolicyBody | undefined;
  /** Undefined while it is not known; the server asks for the same in any case. */
  impact: AccessImpact | undefined;
  tests: PolicyTestRun | undefined;
  /** Of the last try. */
  error: unknown;
  isReasonAlwaysNeeded?: boolean;
  /** A deletion makes no tag decide anything any more. */
  isDeletion?: boolean;
}

export interface SaveTermsState {
  reason: string;
  setReason: (reason: string) => void;
  isReasonNeeded: boolean;
  typedName: string;
  setTypedName: (name: string) => void;
  /** What has to be typed, exactly; undefined when nothing has to. */
  nameToType: string | undefined;
  /** Checks that speak against saving and may be set aside. */
  offered: readonly PolicyOverride[];
  overrides: readonly PolicyOverride[];
  toggleOverride: (override: PolicyOverride) => void;
  /** Undefined when the change stays for good. */
  revertMinutes: number | undefined;
  setRevertMinutes: (minutes: number | undefined) => void;
  isComplete: boolean;
  terms: SaveTerms;
}

/** What a save needs besides the policy: the reason, the typed name, and which checks are set aside. */
export function useSaveTerms({
  body,
  impact,
  tests,
  error,
  isDeletion = false,
  isReasonAlwaysNeeded = false,
}: SaveTermsInput): SaveTermsState {
  const [reason, setReason] = useState("");
  const [typedName, setTypedName] = useState("");
  const [chosen, setChosen] = useState<readonly PolicyOverride[]>([]);
  const [revertMinutes, setRevertMinutes] = useState<number>();

  const offered = offeredOverrides({ body, impact, tests, error, isDeletion });
  const overrides = chosen.filter((each) => offered.includes(each));
  const nameToType = impact?.needsTypedName ?? nameAskedFor(error);
  const isReasonNeeded =
    isReasonAlwaysNeeded || impact?.needsReason === true || overrides.length > 0 || hasCode(error, "access.reason_required");
  const isTyped = nameToType === undefined || typedName.trim() === nameToType;

  return {
    reason,
    setReason,
    isReasonNeeded,
    typedName,
    setTypedName,
    nameToType,
    offered,
    overrides,
    toggleOverride: (override) =>
      setChosen((before) => (before.includes(override) ? before.filter((each) => each !== override) : [...before, override])),
    revertMinutes,
    setRevertMinutes,
    isComplete: isTyped && overrides.length === offered.length && (!isReasonNeeded || reason.trim() !== ""),
    terms: {
      overrides: [...overrides],
      ...(reason.trim() === "" ? {} : { reason: reason.trim() }),
      ...(nameToType === undefined ? {} : { confirmName: typedName.trim() }),
      ...(revertMinutes === undefined ? {} : { revertAfterMinutes: revertMinutes }),
    },
  };
}

function offeredOverrides({ body, impact, tests, error, isDeletion = false }: SaveTermsInput): PolicyOverride[] {
  if (body === undefined || body.status === "draft") return [];
  const isSelfSettable = !isDeletion && impact?.warnings.some((warning) => warning.code === "self_settable_key") === true;
  const isFailing = body.status === "active" && tests?.results.some((result) => !result.isPassed && result.blocksActivation) === true;
  const offered: PolicyOverride[] = [];
  if (isSelfSettable || hasCode(error, "access.self_settable_key")) offered.push("self_settable_key");
  if (isFailing || hasCode(error, "access.policy_test_failed")) offered.push("policy_test_failed");

  return offered;
}

function nameAskedFor(error: unknown): string | undefined {
  if (!(error instanceof ProblemError) || error.code !== "access.name_required") return undefined;
  const { name } = error.problem as { name?: unknown };

  return typeof name === "string" ? name : undefined;
}

import type { TagStep } from "@latchkey/contract";

export const stepKinds = ["set", "add", "add_if_absent", "remove", "rename_key", "change_value"] as const;
export type StepKind = (typeof stepKinds)[number];

/** A step as it is typed; what its kind does not use stays out of what is sent. */
export interface StepDraft {
  number: number;
  kind: StepKind;
  key: string;
  value: string;
  to: string;
}

export function emptyStep(number: number): StepDraft {
  return { number, kind: "set", key: "", value: "", to: "" };
}

export function usesValue({ kind }: StepDraft): boolean {
  return kind !== "rename_key";
}

export function usesTo({ kind }: StepDraft): boolean {
  return kind === "rename_key" || kind === "change_value";
}

/** The steps as the API takes them; undefined while one is half typed. */
export function toSteps(drafts: readonly StepDraft[]): TagStep[] | undefined {
  const steps = drafts.map(toStep);
  return steps.some((step) => step === undefined) ? undefined : steps.flatMap((step) => step ?? []);
}

function toStep(draft: StepDraft): TagStep | undefined {
  const { kind } = draft;
  const [key, value, to] = [draft.key.trim(), draft.value.trim(), draft.to.trim()];
  const isComplete = key !== "" && (!usesTo(draft) || to !== "") && (!usesValue(draft) || kind === "remove" || value !== "");
  if (!isComplete) return undefined;

  switch (kind) {
    case "remove":
      return { kind, key, value: value === "" ? null : value };
    case "rename_key":
      return { kind, key, to };
    case "change_value":
      return { kind, key, value, to };
    default:
      return { kind, key, value };
  }
}

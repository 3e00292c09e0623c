import type { AccessChange, BulkTagChange, Tag, TagStep } from "@latchkey/contract";
import { retagged, type RetagSteps } from "../impact/index.ts";

const nothing: RetagSteps = { rename: [], remove: [], removeKeys: [], addIfAbsent: [], add: [] };

/** Each step as a retagging, which is what the impact room understands. */
export function toRetags({ of, which, steps }: BulkTagChange): Extract<AccessChange, { kind: "retag" }>[] {
  return steps.map((step) => ({ kind: "retag", of, which, ...toRetagSteps(step) }));
}

function toRetagSteps(step: TagStep): RetagSteps {
  const { key } = step;
  switch (step.kind) {
    case "set":
      return { ...nothing, removeKeys: [key], add: [{ key, value: step.value }] };
    case "add":
      return { ...nothing, add: [{ key, value: step.value }] };
    case "add_if_absent":
      return { ...nothing, addIfAbsent: [{ key, value: step.value }] };
    case "remove":
      return step.value === null ? { ...nothing, removeKeys: [key] } : { ...nothing, remove: [{ key, value: step.value }] };
    case "rename_key":
      return { ...nothing, rename: [{ key, to: step.to }] };
    case "change_value":
      return { ...nothing, rename: [{ key, value: step.value, toValue: step.to }] };
  }
}

/** Tags as they are after all steps. */
export function afterSteps(tags: readonly Tag[], steps: readonly TagStep[]): readonly Tag[] {
  return steps.reduce<readonly Tag[]>((left, step) => retagged(left, toRetagSteps(step)), tags);
}

/** Every key that the steps speak of. */
export function keysOfSteps(steps: readonly TagStep[]): string[] {
  return [...new Set(steps.flatMap((step) => (step.kind === "rename_key" ? [step.key, step.to] : [step.key])))];
}

import { List } from "@mantine/core";
import { describeChange } from "./describe-change.ts";
import type { Describing } from "./describe-policy.ts";
import type { PolicyChange } from "./merge-policies.ts";

export interface ChangeListProps {
  changes: readonly PolicyChange[];
  describing: Describing;
  /** Lines about what a policy does not have. */
  more?: readonly string[];
}

/** What differs between two states of a policy, or of a role or group as far as they are alike, a line each. */
export function ChangeList({ changes, describing, more = [] }: ChangeListProps) {
  const sentences = [...changes.map((change) => describeChange(change, describing)), ...more];

  return (
    <List size="sm" withPadding>
      {sentences.map((sentence) => (
        <List.Item key={sentence} style={{ overflowWrap: "anywhere" }}>
          {sentence}
        </List.Item>
      ))}
    </List>
  );
}

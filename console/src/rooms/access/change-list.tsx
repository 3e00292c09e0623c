import { List } from "@mantine/core";
import { describeChange } from "./describe-change.ts";
import type { Describing } from "./describe-policy.ts";
import type { PolicyChange } from "./merge-policies.ts";

/** What differs between two states of a policy, a line each. */
export function ChangeList({ changes, describing }: { changes: readonly PolicyChange[]; describing: Describing }) {
  const sentences = changes.map((change) => describeChange(change, describing));

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

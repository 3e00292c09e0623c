import { Text } from "@mantine/core";
import type { PolicyBody } from "@latchkey/contract";
import { describePolicy } from "./describe-policy.ts";
import type { Describing } from "./describe-policy.ts";

/** The policy in words. */
export function DraftSentence({ body, describing }: { body: PolicyBody; describing: Describing }) {
  return (
    <Text fw={500} style={{ overflowWrap: "anywhere" }}>
      {describePolicy(body, describing)}
    </Text>
  );
}

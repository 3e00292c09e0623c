import { Card, Text } from "@mantine/core";
import type { apiRoutes, RouteAnswer } from "@latchkey/contract";
import { Time, useUi } from "@latchkey/ui";
import { useRecordValue } from "./use-record-value.ts";

export type Variable = RouteAnswer<typeof apiRoutes.devices.listVariables>["items"][number];

/** A variable with its newest value. */
export function VariableCard({ variable }: { variable: Variable }) {
  const { timeZone } = useUi();
  const show = useRecordValue();

  return (
    <Card padding="sm">
      <Text size="sm" c="dimmed" truncate>
        <bdi>{variable.variable}</bdi>
      </Text>
      <Text fz={22} fw={650} lineClamp={2} style={{ overflowWrap: "anywhere" }}>
        {show(variable.lastValue)} {variable.unit}
      </Text>
      <Text size="xs" c="dimmed">
        <Time value={variable.lastTime} timeZone={timeZone} />
      </Text>
    </Card>
  );
}

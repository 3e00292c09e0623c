import { Group, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { ProblemError } from "@latchkey/client";
import { ThingLink } from "../resources/index.ts";

/** Which policies stand in the way of a change; nothing for any other error. */
export function UsedByPolicies({ error }: { error: unknown }) {
  const { t } = useTranslation();
  const policies = error instanceof ProblemError ? policiesOf(error.problem) : [];
  if (policies.length === 0) return null;

  return (
    <Group gap="xs">
      <Text size="sm">{t("resourceTypes.usedBy")}:</Text>
      {policies.map((policy) => (
        <Text key={policy.id} size="sm" span>
          <ThingLink type="policy" id={policy.id} name={policy.name} />
        </Text>
      ))}
    </Group>
  );
}

/** Problems of this kind carry a list beside their usual fields (RFC 9457, extension members). */
function policiesOf(problem: object): { id: string; name: string }[] {
  const list: unknown = "policies" in problem ? problem.policies : [];

  return Array.isArray(list) ? list.filter(isNamed) : [];
}

function isNamed(value: unknown): value is { id: string; name: string } {
  return (
    typeof value === "object" &&
    value !== null &&
    "id" in value &&
    "name" in value &&
    typeof value.id === "string" &&
    typeof value.name === "string"
  );
}

import { Group, Paper, Stack, Text, Title } from "@mantine/core";
import { IconAlertTriangle, IconCheck, IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Explanation, Policy, RuleTrail } from "@latchkey/contract";
import { StatusBadge } from "@latchkey/ui";
import { LinkAnchor, useProfileId } from "../../shell/index.ts";
import { describePolicy } from "./describe-policy.ts";
import type { Describing } from "./describe-policy.ts";
import { describeNearMiss, describeRelevance, describeRule, isSlip, ruleFate } from "./explain-words.ts";
import { effectKeys } from "./policy-words.ts";
import { useDescribing } from "./use-describing.ts";
import { usePoliciesById } from "./use-policies.ts";

/** Every rule that has to do with the question, and why it did or did not decide. */
export function ExplainRules({ explanation }: { explanation: Explanation }) {
  const { t } = useTranslation();
  const policies = usePoliciesById(explanation.rules.map((rule) => rule.policyId));
  const describing = useDescribing([...policies.values()]);

  return (
    <Stack component="section" gap="xs" aria-labelledby="rules">
      <Title order={2} id="rules">
        {t("access.explain.rules")}
      </Title>
      <Text c="dimmed">{describeRelevance(t, explanation)}</Text>
      {explanation.rules.map((rule) => (
        <RuleCard
          key={`${rule.policyId} ${rule.permissionIndex}`}
          rule={rule}
          explanation={explanation}
          policy={policies.get(rule.policyId)}
          describing={describing}
        />
      ))}
    </Stack>
  );
}

interface RuleCardProps {
  rule: RuleTrail;
  explanation: Explanation;
  policy: Policy | undefined;
  describing: Describing;
}

const fateTones = { overruled: "warning", missed: "neutral" } as const;

function RuleCard({ rule, explanation, policy, describing }: RuleCardProps) {
  const { t } = useTranslation();
  const profileId = useProfileId();
  const fate = ruleFate(rule, explanation);
  const effectTone = rule.effect === "allow" ? "positive" : "danger";
  const permission = policy?.permissions[rule.permissionIndex];

  return (
    <Paper withBorder p="sm">
      <Group gap="xs" mb={4}>
        <LinkAnchor to="/profiles/$profileId/policies/$policyId" params={{ profileId, policyId: rule.policyId }} fw={600}>
          {t("access.explain.ruleOf", { policy: rule.policyName, number: rule.permissionIndex + 1 })}
        </LinkAnchor>
        <StatusBadge tone={effectTone} label={t(effectKeys[rule.effect])} icon={rule.effect === "allow" ? IconCheck : IconX} />
        <StatusBadge tone={fate === "decided" ? effectTone : fateTones[fate]} label={t(`access.explain.effectOnDecision.${fate}`)} />
      </Group>
      {policy === undefined || permission === undefined ? null : (
        <Text size="sm" c="dimmed" style={{ overflowWrap: "anywhere" }}>
          {describePolicy({ targets: policy.targets, permissions: [permission] }, describing)}
        </Text>
      )}
      <Text size="sm">{describeRule(t, rule, explanation)}</Text>
      {rule.nearMisses.map((miss) => (
        <NearMissLine key={JSON.stringify(miss)} sentence={describeNearMiss(t, miss, explanation)} isSlip={isSlip(miss)} />
      ))}
    </Paper>
  );
}

/** A slip is marked by icon, word and colour; another value or none is simply said. */
function NearMissLine({ sentence, isSlip: isMarked }: { sentence: string; isSlip: boolean }) {
  const { t } = useTranslation();
  if (!isMarked) {
    return (
      <Text size="sm" style={{ overflowWrap: "anywhere" }}>
        {sentence}
      </Text>
    );
  }

  return (
    <Group gap={6} mt={4} wrap="nowrap" align="flex-start" c="var(--mantine-color-orange-text)">
      <IconAlertTriangle size={18} aria-hidden />
      <Text size="sm" style={{ overflowWrap: "anywhere" }}>
        <Text span fw={600}>
          {t("access.explain.nearMiss")}:
        </Text>{" "}
        {sentence}
      </Text>
    </Group>
  );
}

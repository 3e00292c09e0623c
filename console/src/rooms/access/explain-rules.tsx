import { Group, Paper, Stack, Text, Title } from "@mantine/core";
import { IconAlertTriangle, IconCheck, IconX } from "@tabler/icons-react";
import { Fragment } from "react";
import { useTranslation } from "react-i18next";
import type { Explanation, Permission, RuleTrail } from "@latchkey/contract";
import { StatusBadge } from "@latchkey/ui";
import { ThingLink, useRolesById } from "../resources/index.ts";
import { describePermission, describePolicy } from "./describe-policy.ts";
import { describePath, describeRelevance, describeRule, ruleFate, ruleName } from "./explain-words.ts";
import { describeNearMiss, isSlip } from "./near-miss-words.ts";
import { effectKeys } from "./policy-words.ts";
import { useDescribing } from "./use-describing.ts";
import { usePoliciesById } from "./use-policies.ts";

/** Every rule that has to do with the question, and why it did or did not decide. */
export function ExplainRules({ explanation }: { explanation: Explanation }) {
  const { t } = useTranslation();
  const { sentenceOf } = useRuleSentences(explanation.rules);

  return (
    <Stack component="section" gap="xs" aria-labelledby="rules">
      <Title order={2} id="rules">
        {t("access.explain.rules")}
      </Title>
      <Text c="dimmed">{describeRelevance(t, explanation)}</Text>
      {explanation.rules
        .filter((rule) => !isOnlyNotHeld(rule))
        .map((rule) => (
          <RuleCard key={`${rule.policyId} ${rule.permissionIndex}`} rule={rule} explanation={explanation} sentence={sentenceOf(rule)} />
        ))}
      <RolesNotHeld explanation={explanation} />
    </Stack>
  );
}

/** A permission of a role that the subject simply has not: there may be many, and none is near. */
function isOnlyNotHeld({ source, isMatched, nearMisses }: RuleTrail): boolean {
  return source === "role" && !isMatched && nearMisses.length > 0 && nearMisses.every(({ miss }) => miss.kind === "role_not_held");
}

function RolesNotHeld({ explanation }: { explanation: Explanation }) {
  const { t } = useTranslation();
  const roles = new Map(explanation.rules.filter(isOnlyNotHeld).map((rule) => [rule.policyId, rule.policyName]));
  if (roles.size === 0) return null;

  return (
    <Paper withBorder p="sm">
      <Text size="sm">
        {t("explaining.notHeld", { count: roles.size, name: explanation.subject.name })}{" "}
        {[...roles].map(([id, name], index) => (
          <Fragment key={id}>
            {index === 0 ? null : ", "}
            <ThingLink type="role" id={id} name={name} />
          </Fragment>
        ))}
      </Text>
    </Paper>
  );
}

/** The rules as they are stored, in words; empty while they are not loaded or when they are gone. */
function useRuleSentences(rules: readonly RuleTrail[]) {
  const idsOf = (source: RuleTrail["source"]) => rules.filter((rule) => rule.source === source).map((rule) => rule.policyId);
  const policies = usePoliciesById(idsOf("policy"));
  const roles = useRolesById(idsOf("role"));
  const inRoles = [...roles.values()].map(({ permissions }) => ({ targets: [], permissions }));
  const describing = useDescribing([...policies.values(), ...inRoles]);

  function sentenceOf({ source, policyId, permissionIndex }: RuleTrail): string {
    if (source === "role") {
      const permission: Permission | undefined = roles.get(policyId)?.permissions[permissionIndex];

      return permission === undefined ? "" : describePermission(permission, describing);
    }

    const policy = policies.get(policyId);
    const permission = policy?.permissions[permissionIndex];

    return policy === undefined || permission === undefined ? "" : describePolicy({ ...policy, permissions: [permission] }, describing);
  }

  return { sentenceOf };
}

interface RuleCardProps {
  rule: RuleTrail;
  explanation: Explanation;
  sentence: string;
}

const fateTones = { overruled: "warning", missed: "neutral" } as const;

function RuleCard({ rule, explanation, sentence }: RuleCardProps) {
  const { t, i18n } = useTranslation();
  const fate = ruleFate(rule, explanation);
  const effectTone = rule.effect === "allow" ? "positive" : "danger";
  const path = describePath(t, rule, i18n.language);

  return (
    <Paper withBorder p="sm">
      <Group gap="xs" mb={4}>
        <Text span fw={600}>
          <ThingLink type={rule.source} id={rule.policyId} name={ruleName(t, rule)} />
        </Text>
        <StatusBadge tone={effectTone} label={t(effectKeys[rule.effect])} icon={rule.effect === "allow" ? IconCheck : IconX} />
        <StatusBadge tone={fate === "decided" ? effectTone : fateTones[fate]} label={t(`access.explain.effectOnDecision.${fate}`)} />
      </Group>
      {sentence === "" ? null : (
        <Text size="sm" c="dimmed" style={{ overflowWrap: "anywhere" }}>
          {sentence}
        </Text>
      )}
      <Text size="sm">
        {describeRule(t, rule, explanation)}
        {path === "" ? "" : ` ${path}`}
      </Text>
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

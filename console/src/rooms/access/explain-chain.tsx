import { Group, List, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { StatusBadge } from "@latchkey/ui";
import { chainSteps } from "./explain-chain-words.ts";
import type { AnyExplanation } from "./explain-chain-words.ts";

const tones = { ok: "positive", stopped: "danger", skipped: "neutral", note: "warning" } as const;

/** The steps on the way to the decision; the first one that stops ends it. */
export function ExplainChain({ explanation }: { explanation: AnyExplanation }) {
  const { t } = useTranslation();

  return (
    <section aria-labelledby="chain">
      <Title order={2} id="chain" mb="xs">
        {t("access.explain.chain")}
      </Title>
      <List type="ordered" spacing="xs">
        {chainSteps(t, explanation).map((step) => (
          <List.Item key={step.text}>
            <Group gap="xs">
              <StatusBadge
                tone={tones[step.outcome]}
                label={step.outcome === "note" ? t("explaining.chain.note") : t(`access.explain.step.${step.outcome}`)}
              />
              <Text span>{step.text}</Text>
            </Group>
          </List.Item>
        ))}
      </List>
    </section>
  );
}

import { SimpleGrid, Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { TagList } from "@latchkey/ui";
import type { AnyExplanation } from "./explain-chain-words.ts";
import { ExplainChain } from "./explain-chain.tsx";
import { ExplainRules } from "./explain-rules.tsx";
import { Remedies } from "./remedies.tsx";
import { ThingLink } from "../resources/index.ts";
import { Verdict } from "./verdict.tsx";

interface ExplainAnswerProps {
  explanation: AnyExplanation;
  /** The answer to an earlier question is still shown. */
  isStale: boolean;
}

/** The decision, how it came about, and what would change it. */
export function ExplainAnswer({ explanation, isStale }: ExplainAnswerProps) {
  const { t } = useTranslation();
  const { subject, resource } = explanation;

  return (
    <Stack gap="lg" aria-busy={isStale} opacity={isStale ? 0.6 : 1}>
      <Verdict explanation={explanation} />
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        {[subject, resource].map((thing) => (
          <Stack key={`${thing.type} ${thing.id}`} gap={4} align="flex-start">
            <ThingLink type={thing.type} id={thing.id} name={thing.name} />
            <TagList pairs={thing.tags} empty={t("resources.noTags")} />
          </Stack>
        ))}
      </SimpleGrid>
      <ExplainChain explanation={explanation} />
      {explanation.decision === "deny" ? <Remedies explanation={explanation} /> : null}
      <ExplainRules explanation={explanation} />
    </Stack>
  );
}

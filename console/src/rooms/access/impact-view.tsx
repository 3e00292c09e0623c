import { Button, Group, List, SimpleGrid, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconAlertTriangle, IconMinus, IconPlus, IconShieldCheck } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { AccessChange, AccessCombination, AccessImpact } from "@latchkey/contract";
import { describeDifference } from "@latchkey/words";
import { ImpactPeople } from "./impact-people.tsx";
import type { ImpactSide } from "./use-impact.ts";

interface ImpactViewProps {
  impact: AccessImpact | undefined;
  changes: readonly AccessChange[];
  /** How many combinations of each side are said in words. */
  sentencesMax?: number;
}

/** Changes of tags, members and assignments change no rule, and so no rule's figures. */
const rulelessKinds = new Set<AccessChange["kind"]>(["retag", "change_group_members", "assign_role", "end_assignment"]);

/** Who gains and who loses by a change, in figures, in words and by name. While it is not known, dots stand in, never zeros. */
export function ImpactView({ impact, changes, sentencesMax = 3 }: ImpactViewProps) {
  const { t } = useTranslation();
  const { proven } = impact?.difference ?? {};
  const namesNothing = changes.every(({ kind }) => rulelessKinds.has(kind));

  return (
    <Stack gap="sm" aria-busy={impact === undefined}>
      {namesNothing ? null : (
        <SimpleGrid cols={2} spacing="xs">
          <Figure label={t("policies.impact.subjects")} range={impact?.subjectsMatched} />
          <Figure label={t("policies.impact.resources")} range={impact?.resourcesMatched} />
        </SimpleGrid>
      )}
      <Side side="gains" impact={impact} changes={changes} sentencesMax={sentencesMax} />
      <Side side="losses" impact={impact} changes={changes} sentencesMax={sentencesMax} />
      {impact === undefined ? null : <Administrators impact={impact} />}
      {proven === null || proven === undefined ? null : (
        <Group gap={6} wrap="nowrap" align="flex-start">
          <IconShieldCheck size={18} aria-hidden style={{ flexShrink: 0 }} />
          <Text size="sm">{t(`policies.impact.proven.${proven}`)}</Text>
        </Group>
      )}
      {impact === undefined || impact.isExact ? null : (
        <Text size="sm" c="dimmed">
          {t("policies.impact.notExact")}
        </Text>
      )}
    </Stack>
  );
}

/** How many a policy matches while nothing changes; undefined while that is not known. */
export function MatchedFigures({ totals }: { totals: { subjects: number; resources: number } | undefined }) {
  const { t } = useTranslation();
  const still = (count: number | undefined) => (count === undefined ? undefined : { before: count, after: count });

  return (
    <SimpleGrid cols={2} spacing="xs">
      <Figure label={t("policies.impact.subjects")} range={still(totals?.subjects)} />
      <Figure label={t("policies.impact.resources")} range={still(totals?.resources)} />
    </SimpleGrid>
  );
}

function Figure({ label, range }: { label: string; range: AccessImpact["subjectsMatched"] | undefined }) {
  const { t, i18n } = useTranslation();
  const format = (value: number) => value.toLocaleString(i18n.language);

  return (
    <div>
      <Text size="sm" c="dimmed">
        {label}
      </Text>
      <Text fz={24} fw={650} lh={1.2}>
        {range === undefined ? t("access.preview.counting") : format(range.after)}
      </Text>
      {range === undefined || range.before === range.after ? null : (
        <Text size="xs" c="dimmed">
          {t("policies.impact.before", { count: range.before, formatted: format(range.before) })}
        </Text>
      )}
    </div>
  );
}

interface SideProps {
  side: ImpactSide;
  impact: AccessImpact | undefined;
  changes: readonly AccessChange[];
  sentencesMax: number;
}

function Side({ side, impact, changes, sentencesMax }: SideProps) {
  const { t } = useTranslation();
  const [isOpen, people] = useDisclosure(false);
  const isGain = side === "gains";
  const Icon = isGain ? IconPlus : IconMinus;
  const figures = isGain ? impact?.gained : impact?.lost;
  const combinations = (isGain ? impact?.difference.gains : impact?.difference.losses) ?? [];
  const sentence = useSideSentence(side, figures);
  const isNobody = figures?.subjects === 0;

  return (
    <div>
      <Group gap={6} wrap="nowrap" align="flex-start" c={toneOf(isGain, isNobody || figures === undefined)}>
        <Icon size={18} aria-hidden style={{ flexShrink: 0 }} />
        <Text size="sm" fw={600}>
          {sentence}
        </Text>
      </Group>
      <Sentences side={side} combinations={combinations} max={sentencesMax} />
      {figures === undefined || isNobody ? null : (
        <Stack gap="xs" mt={4} align="flex-start">
          <Button size="compact-sm" variant="default" onClick={people.toggle} aria-expanded={isOpen}>
            {isOpen ? t("policies.impact.hidePeople") : t(`policies.impact.showPeople.${side}`)}
          </Button>
          {isOpen ? <ImpactPeople changes={changes} of={side} /> : null}
        </Stack>
      )}
    </div>
  );
}

/** "2 subjects gain access, 1 resource, 2 pairs" */
function useSideSentence(side: ImpactSide, figures: AccessImpact["gained"] | undefined): string {
  const { t, i18n } = useTranslation();
  if (figures === undefined) return `${t(`policies.impact.${side}`)}: ${t("access.preview.counting")}`;
  if (figures.subjects === 0) return t(`policies.impact.nobody.${side}`);

  const counted = (count: number) => ({ count, formatted: count.toLocaleString(i18n.language) });
  const parts = [
    t(`policies.impact.count.${side}`, counted(figures.subjects)),
    t("policies.impact.resourceCount", counted(figures.resources)),
    t("policies.impact.pairCount", counted(figures.pairs)),
  ];

  return parts.join(", ");
}

function toneOf(isGain: boolean, isQuiet: boolean): string {
  if (isQuiet) return "dimmed";

  return isGain ? "var(--mantine-color-green-text)" : "var(--mantine-color-error)";
}

/** The difference in words: also about people and things that do not exist yet. */
export function Sentences({ side, combinations, max }: { side: ImpactSide; combinations: readonly AccessCombination[]; max: number }) {
  const { t, i18n } = useTranslation();
  const sentences = [...new Set(combinations.map((each) => describeDifference(each, side, i18n.language)))];
  if (sentences.length === 0) return null;

  return (
    <List size="sm" spacing={2} withPadding>
      {sentences.slice(0, max).map((sentence) => (
        <List.Item key={sentence} style={{ overflowWrap: "anywhere" }}>
          {sentence}
        </List.Item>
      ))}
      {sentences.length > max ? <List.Item>{t("policies.impact.moreSentences", { count: sentences.length - max })}</List.Item> : null}
    </List>
  );
}

function Administrators({ impact }: { impact: AccessImpact }) {
  const { t } = useTranslation();
  const { count, samples } = impact.administrators;
  if (count === 0) {
    return (
      <Text size="sm" c="dimmed">
        {t("policies.impact.noAdministrators")}
      </Text>
    );
  }

  return (
    <Group gap={6} wrap="nowrap" align="flex-start" c="var(--mantine-color-orange-text)">
      <IconAlertTriangle size={18} aria-hidden style={{ flexShrink: 0 }} />
      <Text size="sm">{t("policies.impact.administrators", { count, names: samples.map((each) => each.name).join(", ") })}</Text>
    </Group>
  );
}

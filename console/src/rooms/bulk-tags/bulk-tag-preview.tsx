import { Group, List, Stack, Text } from "@mantine/core";
import { IconArrowRight } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { BulkTagPreview, Tag } from "@latchkey/contract";
import { TagList, useUi } from "@latchkey/ui";
import { formatCount } from "../../shell/index.ts";

/** How many change, what the keys are like now, and some of them before and after. */
export function BulkTagPreviewView({ preview }: { preview: BulkTagPreview }) {
  const { t } = useTranslation();
  const { locale } = useUi();
  const { matched, changed, keys, samples } = preview;

  return (
    <Stack gap="sm">
      <Text fw={600} role="status">
        {t("bulkTags.wouldChange", {
          count: changed.count,
          formatted: formatCount(changed, locale),
          matched: matched.toLocaleString(locale),
        })}
      </Text>
      <List size="sm" spacing={2}>
        {keys.map((each) => (
          <List.Item key={each.key}>
            <MixedValues of={each} />
          </List.Item>
        ))}
      </List>
      {samples.length === 0 ? null : <Samples samples={samples} />}
    </Stack>
  );
}

/** "region now: north 2, south 1; 1 without it" */
function MixedValues({ of: { key, absent, values, valueCount } }: { of: BulkTagPreview["keys"][number] }) {
  const { t } = useTranslation();
  const { locale } = useUi();
  const more = valueCount.count - values.length;
  const parts = [
    ...values.map(({ value, count }) => `${value} (${count.toLocaleString(locale)})`),
    ...(more > 0 ? [t("bulkTags.moreValues", { count: more })] : []),
    ...(absent > 0 ? [t("bulkTags.without", { count: absent, formatted: absent.toLocaleString(locale) })] : []),
  ];

  return (
    <Group gap={6} component="span" display="inline">
      <Text span fw={600} size="sm">
        {t("bulkTags.keyNow", { key })}
      </Text>{" "}
      {parts.join(", ")}
    </Group>
  );
}

function Samples({ samples }: { samples: BulkTagPreview["samples"] }) {
  const { t } = useTranslation();

  return (
    <Stack gap={6} component="ul" p={0} m={0} style={{ listStyle: "none" }} aria-label={t("bulkTags.samples")}>
      {samples.map(({ id, name, before, after }) => (
        <Group key={id} component="li" gap="xs" align="center">
          <Text size="sm" fw={600} style={{ overflowWrap: "anywhere" }}>
            {name}
          </Text>
          <TagsOrNone tags={without(before, after)} />
          <IconArrowRight size={14} role="img" aria-label={t("bulkTags.becomes")} />
          <TagsOrNone tags={without(after, before)} />
        </Group>
      ))}
    </Stack>
  );
}

/** What stays as it is is not worth a line. */
function TagsOrNone({ tags }: { tags: Tag[] }) {
  const { t } = useTranslation();

  return tags.length === 0 ? (
    <Text size="sm" c="dimmed">
      {t("bulkTags.noTag")}
    </Text>
  ) : (
    <TagList pairs={tags} />
  );
}

function without(tags: readonly Tag[], others: readonly Tag[]): Tag[] {
  return tags.filter(({ key, value }) => !others.some((each) => each.key === key && each.value === value));
}

import { Group, List, Stack, Table, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { BulkTagPreview } from "@latchkey/contract";
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
    // What scrolls must be reachable by keyboard (axe: scrollable-region-focusable).
    <Table.ScrollContainer minWidth={480} tabIndex={0} role="region" aria-label={t("bulkTags.samples")}>
      <Table verticalSpacing={4}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t("common.name")}</Table.Th>
            <Table.Th>{t("bulkTags.before")}</Table.Th>
            <Table.Th>{t("bulkTags.after")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {samples.map(({ id, name, before, after }) => (
            <Table.Tr key={id}>
              <Table.Th scope="row" fw={500}>
                {name}
              </Table.Th>
              <Table.Td>
                <TagList pairs={before} />
              </Table.Td>
              <Table.Td>
                <TagList pairs={after} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

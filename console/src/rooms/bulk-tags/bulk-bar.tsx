import { Button, Group, Paper, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconTags } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { BulkTagChange, BulkTaggedType, CappedCount, UserFilter } from "@latchkey/contract";
import { useUi } from "@latchkey/ui";
import { formatCount } from "../../shell/index.ts";
import { BulkTagsDialog } from "./bulk-tags-dialog.tsx";
import type { BulkSelection } from "./use-bulk-selection.ts";

interface BulkBarProps {
  of: BulkTaggedType;
  selection: BulkSelection;
  /** What the list shows. */
  filter: { [Key in keyof UserFilter]?: UserFilter[Key] | undefined };
  total: CappedCount | undefined;
}

/** "3 selected · Select all 12,408 matching", and what can be done with them. */
export function BulkBar({ of, selection, filter, total }: BulkBarProps) {
  const { t } = useTranslation();
  const { locale } = useUi();
  const [isChanging, changing] = useDisclosure(false);
  const { ids, isAll } = selection;
  if (ids.size === 0) return null;

  const formatted = total === undefined ? "…" : formatCount(total, locale);
  const chosenText = isAll ? t(`bulkTags.all.${of}`, { formatted }) : t(`bulkTags.some.${of}`, { count: ids.size });
  const which: BulkTagChange["which"] = isAll ? { filter: withoutEmpty(filter) } : { ids: [...ids] };
  const isMore = !isAll && total !== undefined && (total.isCapped || total.count > ids.size);

  return (
    <Paper withBorder p="xs" mb="xs" role="region" aria-label={t("bulkTags.selection")}>
      <Group gap="sm">
        <Text size="sm" fw={600} role="status">
          {isAll ? t("bulkTags.allSelected", { chosen: chosenText }) : t("bulkTags.someSelected", { chosen: chosenText })}
        </Text>
        {isMore ? (
          <Button size="compact-sm" variant="subtle" onClick={selection.selectAll}>
            {t("bulkTags.selectAll", { formatted })}
          </Button>
        ) : null}
        <Button
          size="compact-sm"
          leftSection={<IconTags size={14} aria-hidden />}
          onClick={changing.open}
          disabled={!isAll && ids.size > idsMax}
        >
          {t("bulkTags.change")}
        </Button>
        <Button size="compact-sm" variant="default" onClick={selection.clear}>
          {t("bulkTags.clear")}
        </Button>
        {!isAll && ids.size > idsMax ? (
          <Text size="sm" c="dimmed">
            {t("bulkTags.tooMany", { count: idsMax })}
          </Text>
        ) : null}
      </Group>
      {isChanging ? <BulkTagsDialog chosen={{ of, which }} chosenText={chosenText} onClose={changing.close} /> : null}
    </Paper>
  );
}

/** Rows that can be named one by one; more are meant by a filter. */
const idsMax = 1000;

function withoutEmpty(filter: BulkBarProps["filter"]): UserFilter {
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));
}

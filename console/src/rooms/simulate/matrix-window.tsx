import { ActionIcon, Group, Text } from "@mantine/core";
import { IconChevronLeft, IconChevronRight } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

/** As many rows and columns as are drawn at once: a browser takes forty thousand cells badly. */
const windowSize = 40;

export interface Window<Thing> {
  shown: readonly Thing[];
  from: number;
  total: number;
  move: (by: -1 | 1) => void;
}

/** A part of a long list; back at the beginning when the list becomes shorter than what was looked at. */
export function useWindow<Thing>(list: readonly Thing[]): Window<Thing> {
  const [wanted, setWanted] = useState(0);
  const from = wanted < list.length ? wanted : 0;

  return {
    shown: list.slice(from, from + windowSize),
    from,
    total: list.length,
    move: (by) => setWanted(Math.max(0, from + by * windowSize)),
  };
}

/** "Rows 41 to 80 of 200", and the way on; nothing where all is shown. */
export function WindowPager({ label, of }: { label: string; of: Window<unknown> }) {
  const { t } = useTranslation();
  const { from, total, shown, move } = of;
  if (total <= windowSize) return null;

  const to = from + shown.length;
  return (
    <Group gap={4} role="group" aria-label={label}>
      <ActionIcon variant="default" onClick={() => move(-1)} disabled={from === 0} aria-label={t("simulate.windowBack", { label })}>
        <IconChevronLeft size={16} aria-hidden />
      </ActionIcon>
      <Text size="sm" role="status">
        {t("simulate.window", { label, from: from + 1, to, total })}
      </Text>
      <ActionIcon variant="default" onClick={() => move(1)} disabled={to >= total} aria-label={t("simulate.windowOn", { label })}>
        <IconChevronRight size={16} aria-hidden />
      </ActionIcon>
    </Group>
  );
}

import { ActionIcon, Fieldset, Group, NumberInput, SimpleGrid, Tooltip } from "@mantine/core";
import { IconArrowDown, IconArrowLeft, IconArrowRight, IconArrowUp } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { GridPlace } from "@latchkey/contract";
import { clampPlace, columnCount } from "./move-widget.ts";

interface PlaceEditorProps {
  label: string;
  place: GridPlace;
  onChange: (place: GridPlace) => void;
}

/** Place and size by buttons and by figures; needs no dragging (WCAG 2.5.7). */
export function PlaceEditor({ label, place, onChange }: PlaceEditorProps) {
  const { t } = useTranslation();
  const change = (part: Partial<GridPlace>) => onChange(clampPlace({ ...place, ...part }));

  const moves = [
    { word: "resources.widget.moveLeft", icon: IconArrowLeft, isPossible: place.x > 0, go: () => change({ x: place.x - 1 }) },
    {
      word: "resources.widget.moveRight",
      icon: IconArrowRight,
      isPossible: place.x + place.width < columnCount,
      go: () => change({ x: place.x + 1 }),
    },
    { word: "resources.widget.moveUp", icon: IconArrowUp, isPossible: place.y > 0, go: () => change({ y: place.y - 1 }) },
    { word: "resources.widget.moveDown", icon: IconArrowDown, isPossible: true, go: () => change({ y: place.y + 1 }) },
  ] as const;

  return (
    <Fieldset legend={label} variant="unstyled" maw={280}>
      <Group gap={6} mb="xs">
        {moves.map(({ word, icon: Icon, isPossible, go }) => (
          <Tooltip key={word} label={t(word)}>
            <ActionIcon variant="default" aria-label={t(word)} disabled={!isPossible} onClick={go}>
              <Icon size={18} aria-hidden />
            </ActionIcon>
          </Tooltip>
        ))}
      </Group>
      <SimpleGrid cols={2} spacing="xs">
        <PlaceField
          label={t("resources.widget.column")}
          value={place.x + 1}
          max={columnCount - place.width + 1}
          onChange={(value) => change({ x: value - 1 })}
        />
        <PlaceField label={t("resources.widget.row")} value={place.y + 1} max={501} onChange={(value) => change({ y: value - 1 })} />
        <PlaceField label={t("resources.widget.width")} value={place.width} max={columnCount} onChange={(width) => change({ width })} />
        <PlaceField label={t("resources.widget.height")} value={place.height} max={20} onChange={(height) => change({ height })} />
      </SimpleGrid>
    </Fieldset>
  );
}

interface PlaceFieldProps {
  label: string;
  value: number;
  max: number;
  onChange: (value: number) => void;
}

function PlaceField({ label, value, max, onChange }: PlaceFieldProps) {
  return (
    <NumberInput
      label={label}
      size="xs"
      min={1}
      max={max}
      allowDecimal={false}
      clampBehavior="strict"
      value={value}
      onChange={(next) => typeof next === "number" && next !== value && onChange(next)}
    />
  );
}

import { Center, SegmentedControl } from "@mantine/core";
import { IconCheck, IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Effect } from "@latchkey/contract";

interface EffectChoiceProps {
  number: number;
  value: Effect;
  onChange: (effect: Effect) => void;
}

/** Allow or Deny: by word, icon and colour. */
export function EffectChoice({ number, value, onChange }: EffectChoiceProps) {
  const { t } = useTranslation();

  return (
    <SegmentedControl<Effect>
      aria-label={`${t("access.editor.effect")} ${number}`}
      value={value}
      onChange={onChange}
      color={value === "allow" ? "green" : "red"}
      data={[
        {
          value: "allow",
          label: (
            <Center style={{ gap: 6 }}>
              <IconCheck size={16} aria-hidden />
              {t("access.allow")}
            </Center>
          ),
        },
        {
          value: "deny",
          label: (
            <Center style={{ gap: 6 }}>
              <IconX size={16} aria-hidden />
              {t("access.deny")}
            </Center>
          ),
        },
      ]}
    />
  );
}

import { Group, Radio } from "@mantine/core";
import { useTranslation } from "react-i18next";

interface UndecidedChoiceProps {
  value: "keep" | "revoke";
  onChange: (value: "keep" | "revoke") => void;
}

/** What becomes of lines that nobody has decided when the review closes. */
export function UndecidedChoice({ value, onChange }: UndecidedChoiceProps) {
  const { t } = useTranslation();

  return (
    <Radio.Group label={t("reviews.onUndecided")} value={value} onChange={(next) => onChange(next === "revoke" ? "revoke" : "keep")}>
      <Group mt={6}>
        <Radio value="keep" label={t("reviews.undecidedKeep")} />
        <Radio value="revoke" label={t("reviews.undecidedRevoke")} />
      </Group>
    </Radio.Group>
  );
}

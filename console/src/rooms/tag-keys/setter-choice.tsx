import { Radio, Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { TagKeySetter } from "@latchkey/contract";

interface SetterChoiceProps {
  value: TagKeySetter;
  onChange: (value: TagKeySetter) => void;
  error: string | undefined;
}

const setters: readonly TagKeySetter[] = ["administrators", "analyses", "users"];

/** Who may set the key: each choice includes the one before. */
export function SetterChoice({ value, onChange, error }: SetterChoiceProps) {
  const { t } = useTranslation();

  return (
    <Radio.Group
      label={t("tagKeys.setBy")}
      value={value}
      onChange={(next) => onChange(setters.find((each) => each === next) ?? value)}
      error={error}
    >
      <Stack gap="xs" mt={6}>
        {setters.map((each) => (
          <Radio key={each} value={each} label={t(`tagKeys.setters.${each}`)} description={t(`tagKeys.settersHelp.${each}`)} />
        ))}
      </Stack>
    </Radio.Group>
  );
}

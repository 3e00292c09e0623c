import { Radio, Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { SignupSettings } from "@latchkey/contract";

type Verification = SignupSettings["verification"];

const choices = [
  { value: "none", label: "settings.verificationNone", text: "settings.verificationNoneText" },
  { value: "email", label: "settings.verificationEmail", text: "settings.verificationEmailText" },
  { value: "administrator", label: "settings.verificationAdministrator", text: "settings.verificationAdministratorText" },
] as const;

/** What has to happen between signing up and the portal. */
export function VerificationChoice({ value, onChange }: { value: Verification; onChange: (value: Verification) => void }) {
  const { t } = useTranslation();

  return (
    <Radio.Group
      label={t("settings.verification")}
      value={value}
      onChange={(next) => onChange(choices.find((choice) => choice.value === next)?.value ?? value)}
    >
      <Stack gap="xs" mt="xs">
        {choices.map((choice) => (
          <Radio key={choice.value} value={choice.value} label={t(choice.label)} description={t(choice.text)} />
        ))}
      </Stack>
    </Radio.Group>
  );
}

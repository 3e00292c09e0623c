import { NumberInput, Radio, Select, Stack, Switch } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { SecuritySettings } from "@latchkey/contract";
import { OptionalNumber } from "./optional-number.tsx";
import { Section } from "./section.tsx";
import type { SectionProps } from "./security-form.ts";

const width = 320;

export function MethodsSection({ form }: SectionProps) {
  const { t } = useTranslation();
  const botChecks = [
    { value: "off", label: t("security.botCheckOff") },
    { value: "suspicion", label: t("security.botCheckSuspicion") },
    { value: "always", label: t("security.botCheckAlways") },
  ] as const;

  return (
    <Section title={t("security.methods")}>
      <Switch label={t("security.methodPassword")} {...form.getInputProps("signInMethods.password", { type: "checkbox" })} />
      <Switch label={t("security.methodEmailCode")} {...form.getInputProps("signInMethods.emailCode", { type: "checkbox" })} />
      <Switch label={t("security.methodPasskey")} {...form.getInputProps("signInMethods.passkey", { type: "checkbox" })} />
      <Radio.Group
        label={t("security.botCheck")}
        description={t("security.botCheckHelp")}
        value={form.values.botCheck}
        onChange={(value) => form.setFieldValue("botCheck", botChecks.find((each) => each.value === value)?.value ?? "suspicion")}
      >
        <Stack gap="xs" mt="xs">
          {botChecks.map(({ value, label }) => (
            <Radio key={value} value={value} label={label} />
          ))}
        </Stack>
      </Radio.Group>
    </Section>
  );
}

export function PasswordsSection({ form }: SectionProps) {
  const { t } = useTranslation();
  const switches = ["upperAndLowerCase", "lettersAndNumbers", "specialCharacters", "refuseCommon", "refuseIdentity"] as const;

  return (
    <Section title={t("security.passwords")}>
      <NumberInput label={t("security.lengthMin")} maw={width} min={8} max={64} {...form.getInputProps("passwords.lengthMin")} />
      {switches.map((name) => (
        <Switch key={name} label={t(`security.${name}`)} {...form.getInputProps(`passwords.${name}`, { type: "checkbox" })} />
      ))}
      <NumberInput label={t("security.historyCount")} maw={width} min={0} max={24} {...form.getInputProps("passwords.historyCount")} />
      <OptionalNumber
        label={t("security.ageDaysMax")}
        description={t("security.never")}
        min={1}
        max={3650}
        value={form.values.passwords.ageDaysMax}
        onChange={(value) => form.setFieldValue("passwords.ageDaysMax", value)}
        error={form.errors["passwords.ageDaysMax"]}
      />
    </Section>
  );
}

export function LockoutSection({ form }: SectionProps) {
  const { t } = useTranslation();

  return (
    <Section title={t("security.lockout")} text={t("security.lockoutText")}>
      <NumberInput label={t("security.attemptsMax")} maw={width} min={3} max={100} {...form.getInputProps("lockout.attemptsMax")} />
      <NumberInput
        label={t("security.addressAttemptsMax")}
        maw={width}
        min={5}
        max={10_000}
        {...form.getInputProps("lockout.addressAttemptsMax")}
      />
      <NumberInput
        label={t("security.delaySeconds")}
        description={t("security.delaySecondsHelp")}
        maw={width}
        min={5}
        max={3600}
        {...form.getInputProps("lockout.delaySeconds")}
      />
      <NumberInput
        label={t("security.delaySecondsMax")}
        maw={width}
        min={30}
        max={86_400}
        {...form.getInputProps("lockout.delaySecondsMax")}
      />
    </Section>
  );
}

export function DevicesSection({ form }: SectionProps) {
  const { t } = useTranslation();

  return (
    <Section title={t("security.devices")}>
      <Switch
        label={t("security.onlyApproved")}
        description={t("security.onlyApprovedHelp")}
        {...form.getInputProps("devices.onlyApproved", { type: "checkbox" })}
      />
      <Switch label={t("security.mayTrust")} {...form.getInputProps("devices.mayTrust", { type: "checkbox" })} />
      <NumberInput label={t("security.trustDays")} maw={width} min={1} max={365} {...form.getInputProps("devices.trustDays")} />
      <Switch label={t("security.mailNewDevice")} {...form.getInputProps("devices.mailNewDevice", { type: "checkbox" })} />
    </Section>
  );
}

const whenFullChoices: SecuritySettings["sessions"]["whenFull"][] = ["end_oldest", "refuse_new"];

export function SessionsSection({ form, children }: SectionProps & { children?: React.ReactNode }) {
  const { t } = useTranslation();
  const { sessions } = form.values;
  const words = { end_oldest: t("security.whenFullEnd"), refuse_new: t("security.whenFullRefuse") };

  return (
    <Section title={t("security.sessions")}>
      <OptionalNumber
        label={t("security.absoluteHours")}
        description={t("security.absoluteHoursHelp")}
        min={1}
        max={26_280}
        value={sessions.absoluteHours}
        onChange={(value) => form.setFieldValue("sessions.absoluteHours", value)}
        error={form.errors["sessions.absoluteHours"]}
      />
      <OptionalNumber
        label={t("security.idleMinutes")}
        description={t("security.noLimit")}
        min={5}
        max={525_600}
        value={sessions.idleMinutes}
        onChange={(value) => form.setFieldValue("sessions.idleMinutes", value)}
        error={form.errors["sessions.idleMinutes"]}
      />
      <OptionalNumber
        label={t("security.parallelMax")}
        description={t("security.parallelMaxHelp")}
        min={1}
        max={1000}
        value={sessions.parallelMax}
        onChange={(value) => form.setFieldValue("sessions.parallelMax", value)}
        error={form.errors["sessions.parallelMax"]}
      />
      <Select
        label={t("security.whenFull")}
        maw={width}
        allowDeselect={false}
        data={whenFullChoices.map((value) => ({ value, label: words[value] }))}
        value={sessions.whenFull}
        onChange={(value) => form.setFieldValue("sessions.whenFull", whenFullChoices.find((each) => each === value) ?? "end_oldest")}
      />
      <NumberInput
        label={t("security.stepUpMinutes")}
        description={t("security.stepUpMinutesHelp")}
        maw={width}
        min={1}
        max={1440}
        {...form.getInputProps("sessions.stepUpMinutes")}
      />
      {children}
    </Section>
  );
}

import { Button, Stack, Text, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { BotCheckNote, NewPasswordInput } from "@latchkey/account";
import { ProblemAlert, usePortal } from "../../shell/index.ts";
import type { SignUpValues } from "./sign-up-values.ts";
import { useSignUpForm } from "./use-sign-up-form.ts";
import type { SignUpOutcome } from "./use-sign-up.ts";

interface SignUpFormProps {
  /** What was typed before, for whoever comes back to correct the address. */
  typed: SignUpValues | null;
  onOutcome: (outcome: SignUpOutcome, values: SignUpValues) => void;
}

/** Name, e-mail, password and the profile's own questions; hidden ones are known to the server alone. */
export function SignUpForm({ typed, onOutcome }: SignUpFormProps) {
  const { t } = useTranslation();
  const { fields } = usePortal().signup;
  const { form, submit, isSending, alert, passwordRules, botCheckProgress } = useSignUpForm(typed, onOutcome);
  const { values } = form;
  const hasOptional = fields.some((field) => !field.isRequired);

  return (
    <form noValidate onSubmit={submit}>
      <Stack>
        <ProblemAlert error={alert.error} message={alert.message} />
        <TextInput label={t("common.name")} autoComplete="name" required maxLength={100} {...form.getInputProps("name")} />
        <TextInput
          label={t("common.email")}
          type="email"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          required
          maxLength={254}
          {...form.getInputProps("email")}
        />
        <NewPasswordInput
          label={t("common.password")}
          value={values.password}
          onChange={(password) => form.setFieldValue("password", password)}
          error={form.errors["password"]}
          identity={[values.name, values.email]}
          rules={passwordRules}
        />
        {fields.map((field, index) => (
          <TextInput
            key={field.name}
            label={field.label}
            required={field.isRequired}
            inputMode={field.type === "number" ? "decimal" : "text"}
            autoComplete="off"
            maxLength={200}
            {...form.getInputProps(`answers.${index}`)}
          />
        ))}
        <Text size="sm" c="dimmed">
          {hasOptional ? t("portal.requiredHint") : t("portal.allRequiredHint")}
        </Text>
        <BotCheckNote progress={botCheckProgress} />
        <Button type="submit" fullWidth loading={isSending}>
          {t("portal.signUp")}
        </Button>
      </Stack>
    </form>
  );
}

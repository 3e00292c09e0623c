import { Button, Card, Group, Stack, Text, Title } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useTranslation } from "react-i18next";
import { ProblemError } from "@latchkey/client";
import { PasswordInput } from "@latchkey/ui";
import type { Translate } from "@latchkey/words";
import { focusFirstFault, NewPasswordInput, passwordError, ProblemAlert, useMe } from "../../shell/index.ts";
import { DoneNote } from "./done-note.tsx";
import { useChangePassword } from "./use-account.ts";

/** Changing a password takes the current one: an unattended screen is not enough. */
export function PasswordCard() {
  const { t } = useTranslation();
  const me = useMe();
  const change = useChangePassword();
  const form = useForm({
    initialValues: { currentPassword: "", newPassword: "" },
    validate: {
      currentPassword: (password) => (password === "" ? t("portal.passwordMissing") : null),
      newPassword: (password) => (password === "" ? t("portal.passwordMissing") : null),
    },
  });
  const refusal = readRefusal(t, change.error);

  const submit = form.onSubmit(
    (values) =>
      change.mutate(values, {
        onSuccess: form.reset,
        onError: (error) => {
          form.setErrors(readRefusal(t, error));
          focusFirstFault();
        },
      }),
    focusFirstFault,
  );

  return (
    <Card component="section" padding="lg">
      <form noValidate onSubmit={submit}>
        <Stack>
          <div>
            <Title order={2}>{t("portal.changePassword")}</Title>
            <Text c="dimmed" size="sm">
              {t("portal.changePasswordText")}
            </Text>
          </div>
          {Object.keys(refusal).length > 0 ? null : <ProblemAlert error={change.error} />}
          {/* Password managers look for whose password this is. */}
          <input type="email" name="username" autoComplete="username" value={me.email} readOnly hidden />
          <PasswordInput
            label={t("common.currentPassword")}
            autoComplete="current-password"
            isRequired
            value={form.values.currentPassword}
            onChange={(value) => form.setFieldValue("currentPassword", value)}
            error={form.errors["currentPassword"]}
          />
          <NewPasswordInput
            label={t("common.newPassword")}
            value={form.values.newPassword}
            onChange={(value) => form.setFieldValue("newPassword", value)}
            error={form.errors["newPassword"]}
            identity={[me.name, me.email]}
          />
          <Group>
            <Button type="submit" loading={change.isPending}>
              {t("portal.changePassword")}
            </Button>
            <DoneNote text={t("portal.passwordChanged")} isShown={change.isSuccess && form.values.newPassword === ""} />
          </Group>
        </Stack>
      </form>
    </Card>
  );
}

/** What the server has against one of the two fields. */
function readRefusal(t: Translate, error: unknown): Record<string, string> {
  const weak = passwordError(t, error);
  if (weak !== undefined) return { newPassword: weak };

  const isWrong = error instanceof ProblemError && error.code === "credentials.wrong_password";

  return isWrong ? { currentPassword: t("portal.currentPasswordWrong") } : {};
}

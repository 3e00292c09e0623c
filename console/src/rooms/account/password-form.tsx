import { Button, Card, Group, Stack, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { PasswordInput } from "@latchkey/ui";
import { NewPasswordInput, ProblemAlert, sayDone, useMe, useProblemForm } from "../../shell/index.ts";
import { useChangeMyPassword } from "./use-account.ts";

export function PasswordForm() {
  const { t } = useTranslation();
  const me = useMe();
  const changePassword = useChangeMyPassword();
  const { form, error, others, refuse, accept } = useProblemForm({ initialValues: { currentPassword: "", newPassword: "" } });

  const submit = form.onSubmit((values) => {
    accept();
    changePassword.mutate(values, {
      onError: refuse,
      onSuccess: () => {
        form.reset();
        sayDone(t("shell.accountPasswordChanged"));
      },
    });
  });

  return (
    <Card component="section" aria-labelledby="account-password">
      <form onSubmit={submit}>
        <Stack>
          <div>
            <Title order={2} id="account-password">
              {t("shell.accountPassword")}
            </Title>
            <Text c="dimmed" size="sm">
              {t("shell.accountPasswordText")}
            </Text>
          </div>
          <ProblemAlert error={error} others={others} />
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
            identity={[me.name, me.email]}
            error={form.errors["newPassword"]}
          />
          <Group>
            <Button type="submit" loading={changePassword.isPending}>
              {t("shell.accountPasswordSubmit")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Card>
  );
}

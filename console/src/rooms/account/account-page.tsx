import { Button, Card, Group, Stack, TextInput, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Page, ProblemAlert, sayDone, useMe, useProblemForm } from "../../shell/index.ts";
import { PasswordForm } from "./password-form.tsx";
import { useUpdateMe } from "./use-account.ts";

/** The signed-in administrator's own name and password. */
export function AccountPage() {
  const { t } = useTranslation();

  return (
    <Page title={t("shell.accountTitle")}>
      <Stack maw={560}>
        <DetailsForm />
        <PasswordForm />
      </Stack>
    </Page>
  );
}

function DetailsForm() {
  const { t } = useTranslation();
  const me = useMe();
  const updateMe = useUpdateMe();
  const { form, error, others, refuse, accept } = useProblemForm({ initialValues: { name: me.name } });

  const submit = form.onSubmit((values) => {
    accept();
    updateMe.mutate(values, {
      onError: refuse,
      onSuccess: () => {
        form.resetDirty();
        sayDone(t("shell.accountDetailsSaved"));
      },
    });
  });

  return (
    <Card component="section" aria-labelledby="account-details">
      <form onSubmit={submit}>
        <Stack>
          <Title order={2} id="account-details">
            {t("shell.accountDetails")}
          </Title>
          <ProblemAlert error={error} others={others} />
          <TextInput label={t("common.name")} name="name" autoComplete="name" required maxLength={100} {...form.getInputProps("name")} />
          <TextInput label={t("common.email")} value={me.email} readOnly description={t("shell.accountEmailHelp")} />
          <Group>
            <Button type="submit" disabled={!form.isDirty()} loading={updateMe.isPending}>
              {t("common.save")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Card>
  );
}

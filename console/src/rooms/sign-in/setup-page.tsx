import { Button, Stack, Text, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { NewPasswordInput } from "@latchkey/account";
import { EntryPage, LinkButton, ProblemAlert, useProblemForm } from "../../shell/index.ts";
import { useHashToken } from "./use-hash-token.ts";
import { useCompleteSetup, useSetupState } from "./use-sign-in.ts";

/** Where the one-time link printed at the first start leads. */
export function SetupPage() {
  const { t } = useTranslation();
  const token = useHashToken();
  const setup = useSetupState();

  if (setup.data?.isNeeded === false) {
    return (
      <EntryPage title={t("entry.setupDone")}>
        <Text>{t("entry.setupDoneText")}</Text>
        <LinkButton to="/sign-in">{t("common.signIn")}</LinkButton>
      </EntryPage>
    );
  }
  if (token === null) {
    return (
      <EntryPage title={t("entry.setupNoToken")}>
        <Text>{t("entry.setupNoTokenText")}</Text>
      </EntryPage>
    );
  }

  return (
    <EntryPage title={t("entry.setupTitle")} description={t("entry.setupText")}>
      <SetupForm token={token} />
    </EntryPage>
  );
}

function SetupForm({ token }: { token: string }) {
  const { t } = useTranslation();
  const completeSetup = useCompleteSetup();
  const { form, error, others, refuse, accept } = useProblemForm({ initialValues: { name: "", email: "", password: "" } });

  const submit = form.onSubmit((values) => {
    accept();
    completeSetup.mutate({ token, ...values }, { onError: refuse });
  });

  return (
    <form onSubmit={submit}>
      <Stack>
        <ProblemAlert error={error} others={others} />
        <TextInput
          label={t("entry.setupName")}
          name="name"
          autoComplete="name"
          required
          autoFocus
          maxLength={100}
          {...form.getInputProps("name")}
        />
        <TextInput label={t("common.email")} type="email" name="email" autoComplete="username" required {...form.getInputProps("email")} />
        <NewPasswordInput
          label={t("common.password")}
          value={form.values.password}
          onChange={(password) => form.setFieldValue("password", password)}
          identity={[form.values.name, form.values.email]}
          error={form.errors["password"]}
        />
        <Button type="submit" loading={completeSetup.isPending} fullWidth>
          {t("entry.setupSubmit")}
        </Button>
      </Stack>
    </form>
  );
}

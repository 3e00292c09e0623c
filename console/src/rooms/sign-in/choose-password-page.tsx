import { Button, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { EntryPage, LinkButton, NewPasswordInput, ProblemAlert, useProblemForm } from "../../shell/index.ts";
import { useHashToken } from "./use-hash-token.ts";
import { useChoosePassword } from "./use-sign-in.ts";

/** Where a password link for an administrator leads. Opening it uses nothing up: only the button does. */
export function ChoosePasswordPage() {
  const { t } = useTranslation();
  const token = useHashToken();
  const choosePassword = useChoosePassword();

  if (choosePassword.isSuccess) {
    return (
      <EntryPage title={t("shell.choosePasswordTitle")}>
        <Text role="status">{t("shell.choosePasswordDone")}</Text>
        <LinkButton to="/sign-in">{t("common.signIn")}</LinkButton>
      </EntryPage>
    );
  }
  if (token === null) {
    return (
      <EntryPage title={t("shell.choosePasswordNoToken")}>
        <Text>{t("shell.choosePasswordNoTokenText")}</Text>
      </EntryPage>
    );
  }

  return (
    <EntryPage title={t("shell.choosePasswordTitle")} description={t("shell.choosePasswordText")}>
      <ChoosePasswordForm token={token} choosePassword={choosePassword} />
    </EntryPage>
  );
}

interface ChoosePasswordFormProps {
  token: string;
  choosePassword: ReturnType<typeof useChoosePassword>;
}

function ChoosePasswordForm({ token, choosePassword }: ChoosePasswordFormProps) {
  const { t } = useTranslation();
  const { form, error, others, refuse, accept } = useProblemForm({ initialValues: { password: "" } });

  const submit = form.onSubmit(({ password }) => {
    accept();
    choosePassword.mutate({ token, password }, { onError: refuse });
  });

  return (
    <form onSubmit={submit}>
      <Stack>
        <ProblemAlert error={error} others={others} />
        <NewPasswordInput
          label={t("common.newPassword")}
          value={form.values.password}
          onChange={(password) => form.setFieldValue("password", password)}
          identity={[]}
          error={form.errors["password"]}
          hasAutoFocus
        />
        <Button type="submit" loading={choosePassword.isPending} fullWidth>
          {t("shell.choosePasswordSubmit")}
        </Button>
      </Stack>
    </form>
  );
}

import { Alert, Button, Stack, TextInput } from "@mantine/core";
import { getRouteApi } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { ProblemError } from "@latchkey/client";
import { PasswordInput } from "@latchkey/ui";
import { EntryPage, ProblemAlert, toReturnPath, useProblemForm } from "../../shell/index.ts";
import { useSetupState, useSignIn } from "./use-sign-in.ts";

const route = getRouteApi("/sign-in");

export function SignInPage() {
  const { t } = useTranslation();
  const returnPath = toReturnPath(route.useSearch().returnTo);
  const setup = useSetupState();

  return (
    <EntryPage title={t("shell.signInTitle")} description={t("shell.signInText")}>
      {setup.data?.isNeeded === true && <Alert>{t("shell.setupHint")}</Alert>}
      <SignInForm returnPath={returnPath} />
    </EntryPage>
  );
}

function SignInForm({ returnPath }: { returnPath: string }) {
  const { t } = useTranslation();
  const signIn = useSignIn(returnPath);
  const { form, error, others, refuse, accept } = useProblemForm({ initialValues: { email: "", password: "" } });

  const submit = form.onSubmit((values) => {
    accept();
    signIn.mutate(values, { onError: refuse });
  });

  return (
    <form onSubmit={submit}>
      <Stack>
        {error instanceof ProblemError && error.status === 401 ? (
          <Alert color="red" role="alert">
            {t("shell.signInFailed")}
          </Alert>
        ) : (
          <ProblemAlert error={error} others={others} />
        )}
        <TextInput
          label={t("common.email")}
          type="email"
          name="email"
          autoComplete="username"
          required
          autoFocus
          {...form.getInputProps("email")}
        />
        <PasswordInput
          label={t("common.password")}
          name="password"
          autoComplete="current-password"
          isRequired
          value={form.values.password}
          onChange={(password) => form.setFieldValue("password", password)}
          error={form.errors["password"]}
        />
        <Button type="submit" loading={signIn.isPending} fullWidth>
          {t("common.signIn")}
        </Button>
      </Stack>
    </form>
  );
}

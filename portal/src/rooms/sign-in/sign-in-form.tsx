import { Button, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useTranslation } from "react-i18next";
import { PasswordInput } from "@latchkey/ui";
import { focusFirstFault, ProblemAlert, useFirstFocus, usePortal } from "../../shell/index.ts";
import { describeSignInError } from "./describe-sign-in-error.ts";
import { useSignIn } from "./use-sign-in.ts";

/** One short form; what was typed stays when it fails. */
export function SignInForm({ returnTo }: { returnTo: string | undefined }) {
  const { t } = useTranslation();
  const portal = usePortal();
  const signIn = useSignIn(returnTo);
  const form = useForm({
    initialValues: { email: "", password: "" },
    validate: {
      email: (email) => (email.trim() === "" ? t("portal.emailMissing") : null),
      password: (password) => (password === "" ? t("portal.passwordMissing") : null),
    },
  });
  const firstField = useFirstFocus();

  return (
    <form noValidate onSubmit={form.onSubmit((values) => signIn.mutate(values), focusFirstFault)}>
      <Stack>
        <ProblemAlert error={signIn.error} message={describeSignInError(t, signIn.error, portal.name)} />
        <TextInput
          label={t("common.email")}
          type="email"
          name="username"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          required
          ref={firstField}
          {...form.getInputProps("email")}
        />
        <PasswordInput
          label={t("common.password")}
          name="password"
          autoComplete="current-password"
          isRequired
          value={form.values.password}
          onChange={(value) => form.setFieldValue("password", value)}
          error={form.errors["password"]}
        />
        <Button type="submit" fullWidth loading={signIn.isPending}>
          {t("common.signIn")}
        </Button>
      </Stack>
    </form>
  );
}

import { Button, Group, Stack } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Ref, SubmitEvent } from "react";
import { useTranslation } from "react-i18next";
import { defaultSecuritySettings } from "@latchkey/contract";
import { PasswordInput } from "@latchkey/ui";
import { useRefreshAccount } from "../factors/use-factors.ts";
import { describeWeakness } from "../passwords/describe-weakness.ts";
import { NewPasswordInput } from "../passwords/new-password-input.tsx";
import { hasCode } from "../scope/describe-error.ts";
import { useAccount } from "../scope/account-scope.tsx";
import { Refusal } from "../scope/refusal.tsx";
import { signInOptionsQuery } from "../sign-in/sign-in-options.ts";
import { DoneNote } from "./done-note.tsx";
import { SectionCard } from "./section-card.tsx";

interface PasswordSectionProps {
  person: { name: string; email: string };
  /** Where "this wasn't me" leads. */
  sectionRef: Ref<HTMLDivElement>;
}

/** Changing a password takes the current one: an unattended screen is not enough. */
export function PasswordSection({ person, sectionRef }: PasswordSectionProps) {
  const { t } = useTranslation();

  return (
    <div ref={sectionRef}>
      <SectionCard title={t("account.passwordTitle")} text={t("account.passwordText")}>
        <PasswordForm person={person} />
      </SectionCard>
    </div>
  );
}

function PasswordForm({ person }: Pick<PasswordSectionProps, "person">) {
  const { t } = useTranslation();
  const account = useAccount();
  const rules = useQuery(signInOptionsQuery(account)).data?.passwordRules ?? defaultSecuritySettings.passwords;
  const { values, setValue, missing, submit, changing } = usePasswordChange();
  const weakness = describeWeakness(t, changing.error, rules.lengthMin);
  const isWrong = hasCode(changing.error, "credentials.wrong_password");
  const wrong = isWrong ? t("account.passwordWrong") : undefined;

  return (
    <form noValidate onSubmit={submit}>
      <Stack>
        {weakness === undefined && !isWrong ? <Refusal error={changing.error} /> : null}
        {/* Password managers look for whose password this is. */}
        <input type="email" name="username" autoComplete="username" value={person.email} readOnly hidden />
        <PasswordInput
          label={t("common.currentPassword")}
          autoComplete="current-password"
          isRequired
          value={values.currentPassword}
          onChange={(value) => setValue("currentPassword", value)}
          error={missing.currentPassword ? t("signIn.passwordMissing") : wrong}
        />
        <NewPasswordInput
          label={t("common.newPassword")}
          value={values.newPassword}
          onChange={(value) => setValue("newPassword", value)}
          error={missing.newPassword ? t("signIn.passwordMissing") : weakness}
          identity={[person.name, person.email]}
          rules={rules}
        />
        <Group>
          <Button type="submit" loading={changing.isPending}>
            {t("account.passwordChange")}
          </Button>
          <DoneNote text={changing.isSuccess && values.newPassword === "" ? t("account.passwordChanged") : null} />
        </Group>
      </Stack>
    </form>
  );
}

const empty = { currentPassword: "", newPassword: "" };
const nothingMissing = { currentPassword: false, newPassword: false };

function usePasswordChange() {
  const { client, place } = useAccount();
  const refresh = useRefreshAccount();
  const [values, setValues] = useState(empty);
  const [missing, setMissing] = useState(nothingMissing);
  const changing = useMutation({
    mutationFn: () => client.signIn.changeOwnPassword({ params: { place }, body: values }),
    onSuccess: async () => {
      setValues(empty);
      await refresh();
    },
  });

  function submit(event: SubmitEvent) {
    event.preventDefault();
    const found = { currentPassword: values.currentPassword === "", newPassword: values.newPassword === "" };
    setMissing(found);
    if (!found.currentPassword && !found.newPassword) changing.mutate();
  }

  function setValue(name: keyof typeof empty, value: string) {
    setValues({ ...values, [name]: value });
    setMissing(nothingMissing);
  }

  return { values, setValue, missing, submit, changing };
}

import { Button, Group, Stack, Text } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { SecuritySettings as Settings } from "@latchkey/contract";
import { ProblemError } from "@latchkey/client";
import { ConfirmDialog, LoadingState } from "@latchkey/ui";
import { errorsBelow, LeaveGuard, LoadFailure, ProblemAlert, sayDone } from "../../shell/index.ts";
import { AccountsSection } from "./accounts-section.tsx";
import { RestrictionsFields } from "./restrictions-fields.tsx";
import { RoleLimits } from "./role-limits.tsx";
import { SecondFactorSection } from "./second-factor-section.tsx";
import { Section } from "./section.tsx";
import { DevicesSection, LockoutSection, MethodsSection, PasswordsSection, SessionsSection } from "./sign-in-sections.tsx";
import { useRoleChoices } from "./use-role-choices.ts";
import { useSaveSecurity, useSecurity } from "./use-security.ts";
import type { Stored } from "./use-security.ts";

/** How people sign in to one portal; with `null`, how administrators sign in to the console. */
export function SecuritySettings({ profileId }: { profileId: string | null }) {
  const security = useSecurity(profileId);
  if (security.isError) return <LoadFailure error={security.error} onRetry={() => void security.refetch()} />;
  if (security.data === undefined) return <LoadingState kind="form" count={6} />;

  return <SettingsForm key={security.data.version} stored={security.data} profileId={profileId} />;
}

function SettingsForm({ stored, profileId }: { stored: Stored; profileId: string | null }) {
  const { t } = useTranslation();
  const roles = useRoleChoices(profileId);
  const { form, save, submit, isAskingLockOut, stopAsking } = useSettingsForm(stored, profileId);
  const errors = errorsBelow(save.error, "settings.restrictions");

  return (
    <form noValidate onSubmit={submit}>
      <Stack maw={760}>
        <LeaveGuard isDirty={form.isDirty()} />
        <MethodsSection form={form} />
        <PasswordsSection form={form} />
        <SecondFactorSection form={form} roles={roles} />
        <LockoutSection form={form} />
        <SessionsSection form={form}>{roles === null ? null : <RoleLimits form={form} roles={roles} />}</SessionsSection>
        <DevicesSection form={form} />
        <Section title={t("security.restrictions")} text={t("security.restrictionsText")}>
          <RestrictionsFields
            value={form.values.restrictions}
            onChange={(value) => form.setFieldValue("restrictions", value)}
            errorOf={(path) => errors[path]}
          />
        </Section>
        <AccountsSection form={form} profileId={profileId} />
        {isAskingLockOut ? null : <ProblemAlert error={save.error} />}
        <Group>
          <Button type="submit" loading={save.isPending} disabled={!form.isDirty()}>
            {t("security.save")}
          </Button>
        </Group>
        <ConfirmDialog
          isOpen={isAskingLockOut}
          isDangerous
          onClose={stopAsking}
          onConfirm={() => save.mutate({ ...stored, settings: form.values, confirmLockOut: true })}
          isBusy={save.isPending}
          title={t("security.lockOutTitle")}
          confirmLabel={t("security.lockOutConfirm")}
        >
          <Text>{t("security.lockOutText")}</Text>
        </ConfirmDialog>
      </Stack>
    </form>
  );
}

function useSettingsForm(stored: Stored, profileId: string | null) {
  const { t } = useTranslation();
  const save = useSaveSecurity(profileId);
  const form = useForm<Settings>({ initialValues: stored.settings });
  const [isDismissed, setIsDismissed] = useState(false);
  const isLockOut = save.error instanceof ProblemError && save.error.code === "restrictions.would_lock_you_out";

  const submit = form.onSubmit((settings) => {
    setIsDismissed(false);
    form.clearErrors();
    save.mutate(
      { version: stored.version, settings, confirmLockOut: false },
      {
        onSuccess: () => sayDone(t("security.saved")),
        onError: (error) => form.setErrors(errorsBelow(error, "settings")),
      },
    );
  });

  return { form, save, submit, isAskingLockOut: isLockOut && !isDismissed, stopAsking: () => setIsDismissed(true) };
}

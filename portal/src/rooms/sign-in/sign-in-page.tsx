import { Alert, Text } from "@mantine/core";
import { IconInfoCircle } from "@tabler/icons-react";
import { useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { EntryPage, LinkAnchor, usePortal } from "../../shell/index.ts";
import { SignInForm } from "./sign-in-form.tsx";
import type { SignInSearch } from "./sign-in-search.ts";

export function SignInPage() {
  const { t } = useTranslation();
  const portal = usePortal();
  const { returnTo, notice } = useSearch({ from: "/$slug/sign-in" });

  const signUp = portal.signup.isEnabled ? (
    <Text>
      {t("portal.noAccount")}{" "}
      <LinkAnchor underline="always" to="/$slug/sign-up" params={{ slug: portal.slug }} search={returnTo === undefined ? {} : { returnTo }}>
        {t("portal.signUp")}
      </LinkAnchor>
    </Text>
  ) : (
    <Text c="dimmed" size="sm" maw={440}>
      {t("portal.askForAccount", { portal: portal.name })}
    </Text>
  );

  return (
    <EntryPage portalName={portal.name} title={t("portal.signInTitle", { portal: portal.name })} footer={signUp}>
      {notice === undefined ? null : <Notice notice={notice} />}
      <SignInForm returnTo={returnTo} />
    </EntryPage>
  );
}

function Notice({ notice }: { notice: NonNullable<SignInSearch["notice"]> }) {
  const { t } = useTranslation();
  const sentences = {
    "session-ended": t("portal.sessionEnded"),
    "signed-out": t("portal.signedOut"),
    "password-set": t("portal.passwordSet"),
  };

  return (
    <Alert color="blue" role="status" icon={<IconInfoCircle aria-hidden />}>
      {sentences[notice]}
    </Alert>
  );
}

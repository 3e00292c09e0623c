import { Alert, Text } from "@mantine/core";
import { IconInfoCircle } from "@tabler/icons-react";
import { useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { SignIn } from "@latchkey/account";
import { EntryFrame, LinkAnchor, useEntryLinks, usePortal } from "../../shell/index.ts";
import type { SignInSearch } from "./sign-in-search.ts";
import { useEnterPortal } from "./use-enter-portal.ts";

export function SignInPage() {
  const { returnTo, notice } = useSearch({ from: "/$slug/sign-in" });
  const enter = useEnterPortal(returnTo);
  const { renderForgotLink } = useEntryLinks(returnTo);

  return (
    <SignIn
      Frame={EntryFrame}
      onSignedIn={enter}
      renderForgotLink={renderForgotLink}
      notice={notice === undefined ? null : <Notice notice={notice} />}
      footer={<SignUpHint returnTo={returnTo} />}
    />
  );
}

/** How to get an account, where there is none yet. */
function SignUpHint({ returnTo }: { returnTo: string | undefined }) {
  const { t } = useTranslation();
  const portal = usePortal();
  if (!portal.signup.isEnabled) {
    return (
      <Text c="dimmed" size="sm" maw={440}>
        {t("portal.askForAccount", { portal: portal.name })}
      </Text>
    );
  }

  return (
    <Text>
      {t("portal.noAccount")}{" "}
      <LinkAnchor underline="always" to="/$slug/sign-up" params={{ slug: portal.slug }} search={returnTo === undefined ? {} : { returnTo }}>
        {t("portal.signUp")}
      </LinkAnchor>
    </Text>
  );
}

function Notice({ notice }: { notice: NonNullable<SignInSearch["notice"]> }) {
  const { t } = useTranslation();
  const sentences = {
    "session-ended": t("portal.sessionEnded"),
    "signed-out": t("portal.signedOut"),
  };

  return (
    <Alert color="blue" role="status" icon={<IconInfoCircle aria-hidden />}>
      {sentences[notice]}
    </Alert>
  );
}

import { Alert, Text } from "@mantine/core";
import { getRouteApi } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { SignIn } from "@latchkey/account";
import { entryLinks, EntryPage, toReturnPath } from "../../shell/index.ts";
import type { SignInSearch } from "./sign-in-search.ts";
import { useEnter, useSetupState } from "./use-sign-in.ts";

const route = getRouteApi("/entry/sign-in");

export function SignInPage() {
  const { t } = useTranslation();
  const { returnTo, notice } = route.useSearch();
  const returnPath = toReturnPath(returnTo);
  const setup = useSetupState();
  const enter = useEnter();

  return (
    <SignIn
      Frame={EntryPage}
      onSignedIn={() => void enter(returnPath)}
      renderForgotLink={entryLinks(returnTo).renderForgotLink}
      notice={
        <>
          {notice === undefined ? null : <Notice notice={notice} />}
          {setup.data?.isNeeded === true ? <Alert>{t("entry.setupHint")}</Alert> : null}
        </>
      }
      footer={
        <Text c="dimmed" size="sm" ta="center">
          {t("entry.signInText")}
        </Text>
      }
    />
  );
}

function Notice({ notice }: { notice: NonNullable<SignInSearch["notice"]> }) {
  const { t } = useTranslation();

  return (
    <Alert color="blue" role="status">
      {notice === "signed-out" ? t("entry.signedOut") : t("entry.sessionEnded")}
    </Alert>
  );
}

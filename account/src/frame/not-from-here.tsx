import { Button, Stack } from "@mantine/core";
import type { ComponentType } from "react";
import { useTranslation } from "react-i18next";
import { ProblemError } from "@latchkey/client";
import type { FrameProps } from "./frame-props.ts";

/** Refused because of where or when the call was made; the session itself is as good as before. */
export function isNotFromHere(error: unknown): boolean {
  return error instanceof ProblemError && error.code === "restrictions.not_from_here";
}

interface NotFromHereProps {
  Frame: ComponentType<FrameProps>;
  onRetry: () => void;
  onSignOut: () => void;
  isSigningOut: boolean;
}

/** Instead of every page, as long as rules about place and time keep somebody out. */
export function NotFromHere({ Frame, onRetry, onSignOut, isSigningOut }: NotFromHereProps) {
  const { t } = useTranslation();

  return (
    <Frame title={t("account.notFromHereTitle")} description={`${t("errors.restrictions.not_from_here")} ${t("account.notFromHereText")}`}>
      <Stack>
        <Button fullWidth onClick={onRetry}>
          {t("common.retry")}
        </Button>
        <Button fullWidth variant="default" loading={isSigningOut} onClick={onSignOut}>
          {t("common.signOut")}
        </Button>
      </Stack>
    </Frame>
  );
}

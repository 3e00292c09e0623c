import { Button, Stack } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import type { ComponentType, ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { ProblemError } from "@latchkey/client";
import type { WordKey } from "@latchkey/words";
import { useAccount } from "../scope/account-scope.tsx";
import { Refusal } from "../scope/refusal.tsx";
import type { FrameProps } from "../frame/frame-props.ts";

export type LinkPurpose = "email_change" | "email_undo" | "deletion_undo";

interface LinkPageProps {
  Frame: ComponentType<FrameProps>;
  purpose: LinkPurpose;
  /** Null where the address holds none. */
  token: string | null;
  renderSignInLink: (label: string) => ReactNode;
}

const words = {
  email_change: {
    title: "account.emailConfirmTitle",
    text: "account.emailConfirmText",
    button: "account.emailConfirm",
    done: "account.emailChanged",
  },
  email_undo: { title: "account.emailUndoTitle", text: "account.emailUndoText", button: "account.emailUndo", done: "account.emailUndone" },
  deletion_undo: {
    title: "account.deletionUndoTitle",
    text: "account.deletionUndoText",
    button: "account.deletionCancel",
    done: "account.deletionCancelled",
  },
} as const satisfies Record<LinkPurpose, Record<string, WordKey>>;

/** Where a link in a mail leads. Opening it does nothing, only the button does: scanners open links too. */
export function LinkPage({ Frame, purpose, token, renderSignInLink }: LinkPageProps) {
  const { t } = useTranslation();
  const { client, place } = useAccount();
  const { title, text, button, done } = words[purpose];
  const footer = renderSignInLink(t("signIn.toSignIn"));
  const redeeming = useMutation({
    mutationFn: async (given: string) => {
      const request = { params: { place }, body: { token: given } };
      if (purpose === "email_change") await client.accounts.redeemEmailChange(request);
      if (purpose === "email_undo") await client.accounts.undoEmailChange(request);
      if (purpose === "deletion_undo") await client.accounts.undoDeletion(request);
    },
  });
  const isDead = token === null || (redeeming.error instanceof ProblemError && redeeming.error.status < 429);

  if (redeeming.isSuccess) return <Frame title={t(title)} description={t(done)} footer={footer} />;
  if (isDead) return <Frame title={t("signIn.linkDeadTitle")} description={t("account.linkDead")} footer={footer} />;

  return (
    <Frame title={t(title)} description={t(text)} footer={footer}>
      <Stack>
        <Refusal error={redeeming.error} />
        <Button fullWidth loading={redeeming.isPending} onClick={() => redeeming.mutate(token)}>
          {t(button)}
        </Button>
      </Stack>
    </Frame>
  );
}

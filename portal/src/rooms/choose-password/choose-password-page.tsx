import { useLocation } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { ProblemError } from "@latchkey/client";
import { EntryPage, LinkAnchor, usePortal } from "../../shell/index.ts";
import { ChoosePasswordForm } from "./choose-password-form.tsx";
import { useChoosePassword } from "./use-choose-password.ts";

export function ChoosePasswordPage() {
  const { t } = useTranslation();
  const portal = usePortal();
  // In the fragment, which browsers never send: the token reaches no log, and no mail scanner can use it up.
  const token = new URLSearchParams(useLocation().hash).get("token") ?? "";
  const choose = useChoosePassword(token);
  const isDead = token === "" || (choose.error instanceof ProblemError && choose.error.status === 404);

  if (isDead) {
    return (
      <EntryPage
        portalName={portal.name}
        title={t("portal.linkDeadTitle")}
        description={t("portal.linkDeadText", { portal: portal.name })}
        footer={
          <LinkAnchor to="/$slug/sign-in" params={{ slug: portal.slug }}>
            {t("portal.toSignIn")}
          </LinkAnchor>
        }
      />
    );
  }

  return (
    <EntryPage portalName={portal.name} title={t("portal.choosePasswordTitle")} description={t("portal.choosePasswordText")}>
      <ChoosePasswordForm choose={choose} />
    </EntryPage>
  );
}

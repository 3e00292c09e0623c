import { PasskeyOffer, ProofDialog, SecondFactorDue, useSessionStream } from "@latchkey/account";
import { useTranslation } from "react-i18next";
import { proofDesk } from "./api.ts";
import { LinkButton } from "./links.tsx";
import { loseSession, restrictSession } from "./query-client.ts";

/** What concerns somebody's own account on every page: notices above the content, and the question for a proof. */
export function FrameNotices() {
  const { t } = useTranslation();
  useSessionStream({ onEnded: loseSession, onRestricted: restrictSession });

  return (
    <section aria-label={t("account.notices")}>
      <SecondFactorDue
        renderSetUpLink={(label) => (
          <LinkButton size="xs" to="/account/security">
            {label}
          </LinkButton>
        )}
      />
      <PasskeyOffer />
      <ProofDialog desk={proofDesk} />
    </section>
  );
}

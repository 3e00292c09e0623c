import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { ActingBanner, PasskeyOffer, ProofDialog, SecondFactorDue, useSessionStream } from "@latchkey/account";
import { proofDesk } from "./api.ts";
import { LinkButton } from "./links.tsx";
import { useSlug } from "./portal-info.ts";
import { loseSession, restrictSession } from "./query-client.ts";
import { sessionQuery, useSignOut } from "./session.ts";

/** What concerns somebody's own account on every page: notices above the content, and the question for a proof. */
export function FrameNotices() {
  const { t } = useTranslation();
  const slug = useSlug();
  const me = useQuery(sessionQuery(slug)).data;
  useSessionStream({ onEnded: loseSession, onRestricted: restrictSession });
  if (me === undefined) return null;
  if (me.session.actingName !== null) return <Acting userName={me.user.name} session={me.session} />;

  return (
    <section aria-label={t("account.notices")}>
      <SecondFactorDue
        renderSetUpLink={(label) => (
          <LinkButton size="xs" to="/$slug/account/security" params={{ slug }}>
            {label}
          </LinkButton>
        )}
      />
      <PasskeyOffer />
      <ProofDialog desk={proofDesk} />
    </section>
  );
}

/** Whoever acts as the user for support: their account is not to be touched, and the way out is in sight. */
function Acting({ userName, session }: { userName: string; session: { isReadOnly: boolean; expiresAt: string } }) {
  const signOut = useSignOut();

  return <ActingBanner userName={userName} {...session} onEnd={() => signOut.mutate()} isEnding={signOut.isPending} />;
}

import { ChoosePassword, LinkPage } from "@latchkey/account";
import type { LinkPurpose } from "@latchkey/account";
import { consolePlace } from "@latchkey/contract";
import { api, entryLinks, EntryPage } from "../../shell/index.ts";
import { useHashToken } from "./use-hash-token.ts";

/** Where links to choose a password lead: those of a super administrator carry `token`, those that people ask for `reset`. */
export function ChoosePasswordPage() {
  const token = useHashToken();
  const reset = useHashToken("reset");

  function toRedeem(): ((password: string) => Promise<unknown>) | null {
    if (reset !== null)
      return (password) => api.signIn.resetPassword({ params: { place: consolePlace }, body: { token: reset, password } });
    if (token !== null) return (password) => api.administrators.redeemPasswordLink({ body: { token, password } });

    return null;
  }

  return <ChoosePassword Frame={EntryPage} redeem={toRedeem()} {...entryLinks()} />;
}

/** Where the link in the mail to a new address leads. */
export function EmailChangePage() {
  return <Link purpose="email_change" />;
}

/** Where the link in the mail to the old address leads. */
export function EmailUndoPage() {
  return <Link purpose="email_undo" />;
}

/** Where the link of the mail about the deletion of an account leads. */
export function DeletionUndoPage() {
  return <Link purpose="deletion_undo" />;
}

function Link({ purpose }: { purpose: LinkPurpose }) {
  return <LinkPage Frame={EntryPage} purpose={purpose} token={useHashToken()} renderSignInLink={entryLinks().renderSignInLink} />;
}

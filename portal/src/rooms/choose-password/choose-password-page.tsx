import { useLocation } from "@tanstack/react-router";
import { ChoosePassword } from "@latchkey/account";
import { portalPlace } from "@latchkey/contract";
import { api, EntryFrame, useEntryLinks, useSlug } from "../../shell/index.ts";

/** Where links to choose a password lead: those of an administrator carry `token`, those that people ask for `reset`. */
export function ChoosePasswordPage() {
  const slug = useSlug();
  // In the fragment, which browsers never send: the token reaches no log, and no mail scanner can use it up.
  const parts = new URLSearchParams(useLocation().hash);
  const [token, reset] = [parts.get("token"), parts.get("reset")];
  const links = useEntryLinks();

  function toRedeem(): ((password: string) => Promise<unknown>) | null {
    if (reset !== null)
      return (password) => api.signIn.resetPassword({ params: { place: portalPlace(slug) }, body: { token: reset, password } });
    if (token !== null && token !== "")
      return (password) => api.portal.redeemPortalPasswordLink({ params: { slug }, body: { token, password } });

    return null;
  }

  return <ChoosePassword Frame={EntryFrame} redeem={toRedeem()} {...links} />;
}

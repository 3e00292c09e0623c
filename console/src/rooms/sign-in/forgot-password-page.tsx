import { getRouteApi } from "@tanstack/react-router";
import { ForgotPassword } from "@latchkey/account";
import { entryLinks, EntryPage } from "../../shell/index.ts";

const route = getRouteApi("/entry/forgot-password");

export function ForgotPasswordPage() {
  const { renderSignInLink } = entryLinks(route.useSearch().returnTo);

  return <ForgotPassword Frame={EntryPage} renderSignInLink={renderSignInLink} />;
}

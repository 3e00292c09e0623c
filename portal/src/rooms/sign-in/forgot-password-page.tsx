import { useSearch } from "@tanstack/react-router";
import { ForgotPassword } from "@latchkey/account";
import { EntryFrame, useEntryLinks } from "../../shell/index.ts";

export function ForgotPasswordPage() {
  const { returnTo } = useSearch({ from: "/$slug/forgot-password" });
  const { renderSignInLink } = useEntryLinks(returnTo);

  return <ForgotPassword Frame={EntryFrame} renderSignInLink={renderSignInLink} />;
}

import { useLocation } from "@tanstack/react-router";
import { LinkPage } from "@latchkey/account";
import type { LinkPurpose } from "@latchkey/account";
import { EntryFrame, useEntryLinks } from "../../shell/index.ts";

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
  const token = new URLSearchParams(useLocation().hash).get("token");
  const { renderSignInLink } = useEntryLinks();

  return <LinkPage Frame={EntryFrame} purpose={purpose} token={token} renderSignInLink={renderSignInLink} />;
}

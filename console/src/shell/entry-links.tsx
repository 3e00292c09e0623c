import type { ReactNode } from "react";
import { LinkAnchor } from "./links.tsx";

interface EntryLinks {
  renderSignInLink: (label: string) => ReactNode;
  renderForgotLink: (label: string) => ReactNode;
}

/** Ways between the pages before the console; the page asked for at first goes along. */
export function entryLinks(returnTo?: string): EntryLinks {
  const search = returnTo === undefined ? {} : { returnTo };

  return {
    renderSignInLink: (label) => (
      <LinkAnchor underline="always" to="/sign-in" search={search} hash="">
        {label}
      </LinkAnchor>
    ),
    renderForgotLink: (label) => (
      <LinkAnchor underline="always" size="sm" to="/forgot-password" search={search} hash="">
        {label}
      </LinkAnchor>
    ),
  };
}

import { LinkAnchor } from "./links.tsx";
import { useSlug } from "./portal-info.ts";

interface EntryLinks {
  renderSignInLink: (label: string) => React.ReactNode;
  renderForgotLink: (label: string) => React.ReactNode;
}

/** Ways between the pages before the portal; the page asked for at first goes along. */
export function useEntryLinks(returnTo?: string): EntryLinks {
  const slug = useSlug();
  const search = returnTo === undefined ? {} : { returnTo };

  return {
    renderSignInLink: (label) => (
      <LinkAnchor underline="always" to="/$slug/sign-in" params={{ slug }} search={search} hash="">
        {label}
      </LinkAnchor>
    ),
    renderForgotLink: (label) => (
      <LinkAnchor underline="always" size="sm" to="/$slug/forgot-password" params={{ slug }} search={search} hash="">
        {label}
      </LinkAnchor>
    ),
  };
}

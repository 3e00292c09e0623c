const pagesPath = "/p/";
const entryPages = /^(sign-in|sign-up|confirm|forgot-password|choose-password|email-change|email-change-undo|deletion-undo|s)([/?]|$)/;

/**
 * Where somebody was, as it goes into `returnTo`: the part after `/<slug>/`, which cannot name another portal
 * or another site. Empty for the portal's home.
 */
export function toReturnPath(href: string, slug: string): string {
  const start = `/${slug}/`;

  return href.startsWith(start) ? href.slice(start.length) : "";
}

/**
 * The address to go to after signing in. INVARIANT: always inside the portal `slug`, whatever `returnTo` says;
 * otherwise the sign-in page would be an open redirect.
 */
export function toReturnHref(returnTo: string | undefined, slug: string): string {
  const home = `${pagesPath}${slug}`;
  if (returnTo === undefined || entryPages.test(returnTo)) return home;

  // `..` and backslashes are resolved as a browser would, and only then looked at.
  const base = "http://portal.invalid";
  const url = new URL(`${base}${home}/${returnTo}`);
  const isInside = url.origin === base && url.pathname.startsWith(`${home}/`) && !url.pathname.includes("//");

  return isInside ? url.pathname.replace(/\/$/, "") + url.search : home;
}

import type { QueryClient } from "@tanstack/react-query";
import { redirect } from "@tanstack/react-router";
import type { i18n } from "i18next";
import { notePersonLanguage, openLanguage } from "@latchkey/account";
import type { PortalMe } from "@latchkey/contract";
import { portalQuery } from "./portal-info.ts";
import { isNotSignedIn } from "./query-client.ts";
import { toReturnPath } from "./return-path.ts";
import { sessionQuery } from "./session.ts";

interface GateRequest {
  context: { queryClient: QueryClient; words: i18n };
  params: { slug: string };
  location: { href: string };
}

/** How long "nobody is signed in" is believed without asking again. */
const knownSignedOutMilliseconds = 5000;

/** Lets nobody on to the portal's own pages without a session; the way back is kept. */
export async function requireSession({ context, params, location }: GateRequest): Promise<{ me: PortalMe }> {
  try {
    const me = await context.queryClient.ensureQueryData(sessionQuery(params.slug));
    await openPersonLanguage(me, { context, params });

    return { me };
  } catch (error) {
    if (!isNotSignedIn(error)) throw error;

    const returnTo = toReturnPath(location.href, params.slug);
    const toSignIn: unknown = redirect({ to: "/$slug/sign-in", params, search: returnTo === "" ? {} : { returnTo }, replace: true });
    throw toSignIn;
  }
}

/** Whoever acts for support reads their own language, not that of the user. */
async function openPersonLanguage({ user, session }: PortalMe, { context, params }: Omit<GateRequest, "location">): Promise<void> {
  const language = session.actingName === null ? user.language : null;
  notePersonLanguage(language);
  const portal = context.queryClient.getQueryData(portalQuery(params.slug).queryKey);
  if (language !== null) await openLanguage(context.words, portal?.language);
}

interface EntryRequest extends Omit<GateRequest, "location"> {
  search: { notice?: string };
}

/** Whoever is signed in already has no business on the sign-in and sign-up pages. */
export async function passSignedIn({ context, params, search }: EntryRequest): Promise<void> {
  // Whoever was just led here has no session any more, whatever is still remembered.
  if (search.notice !== undefined) return;

  const query = sessionQuery(params.slug);
  const state = context.queryClient.getQueryState(query.queryKey);
  if (state?.status === "error" && Date.now() - state.errorUpdatedAt < knownSignedOutMilliseconds) return;

  const me = await context.queryClient.ensureQueryData(query).catch(() => null);
  const toHome: unknown = redirect({ to: "/$slug", params, replace: true });
  if (me !== null) throw toHome;
}

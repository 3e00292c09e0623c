import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useRouteContext } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useSaveLanguage } from "@latchkey/account";
import type { PortalMe } from "@latchkey/contract";
import type { Language } from "@latchkey/words";
import { api } from "./api.ts";
import { leavePerson } from "./leave-person.ts";
import { useSlug } from "./portal-info.ts";
import { forgetPerson, isNotSignedIn } from "./query-client.ts";

export function sessionQuery(slug: string) {
  return queryOptions({
    queryKey: ["session", slug],
    queryFn: ({ signal }) => api.portal.getPortalMe({ params: { slug }, signal }),
    staleTime: 60_000,
  });
}

/** Who is signed in; only below the session gate. */
export function useMe(): PortalMe["user"] {
  const { me } = useRouteContext({ from: "/$slug/signed-in" });
  // The gate's answer stands in for the moment in which the session is already forgotten and this page still shows.
  return (useQuery(sessionQuery(useSlug())).data ?? me).user;
}

/** Keeps a chosen language with the account; undefined for whoever only acts for its owner. */
export function useKeepLanguage(): ((language: Language) => void) | undefined {
  const { me } = useRouteContext({ from: "/$slug/signed-in" });
  const save = useSaveLanguage();
  const queryClient = useQueryClient();
  const { queryKey } = sessionQuery(useSlug());
  const keep = (language: Language) => save.mutate(language, { onSuccess: () => queryClient.invalidateQueries({ queryKey }) });

  return me.session.actingName === null ? keep : undefined;
}

/** For whoever just signed in: nothing of the one before is kept, and who it is is asked anew. */
export function useForgetPerson() {
  const queryClient = useQueryClient();

  return () => forgetPerson(queryClient);
}

/** Signs out, shows the sign-in page and forgets all data of the person who left. */
export function useSignOut() {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const slug = useSlug();
  const { i18n } = useTranslation();

  return useMutation({
    mutationFn: async () => {
      try {
        await api.portal.portalSignOut({ params: { slug } });
      } catch (error) {
        // Whoever is signed out already has what they asked for.
        if (!isNotSignedIn(error)) throw error;
      }
    },
    onSuccess: async () => {
      await navigate({ to: "/$slug/sign-in", params: { slug }, search: { notice: "signed-out" } });
      await leavePerson(slug, { queryClient, words: i18n });
    },
  });
}

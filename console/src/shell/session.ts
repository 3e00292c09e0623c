import { queryOptions, useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import type { apiRoutes, RouteAnswer } from "@latchkey/contract";
import { api } from "./api.ts";

export const sessionQuery = queryOptions({
  queryKey: ["session"],
  queryFn: ({ signal }) => api.administrators.getMe({ signal }),
  staleTime: 60_000,
  retry: false,
});

/** Whoever works in the console: an administrator, or a run user to whom roles or policies give something to do here. */
export interface Me {
  kind: "administrator" | "run_user";
  id: string;
  name: string;
  email: string;
  isSuper: boolean;
  /** What they read in mails; null: they never said. */
  language: string | null;
  /** Portal of a run user, where they look after their own account. */
  slug: string | null;
}

/** The signed-in person; only below the session gate. */
export function useMe(): Me {
  return toMe(useSuspenseQuery(sessionQuery).data);
}

export function toMe({ administrator, user, kind, language }: RouteAnswer<typeof apiRoutes.administrators.getMe>): Me {
  const { id = "", name = "", email = "" } = administrator ?? user ?? {};

  return { kind, id, name, email, isSuper: administrator?.isSuper ?? false, language, slug: user?.slug ?? null };
}

/** Signs out, shows the sign-in page and forgets all data of the person who left. */
export function useSignOut() {
  const queryClient = useQueryClient();
  const navigate = useNavigate();

  return useMutation({
    mutationFn: () => api.administrators.signOut(),
    onSuccess: async () => {
      // In this order: what the page they leave still shows would be asked for anew, and refused.
      await navigate({ to: "/sign-in", search: { notice: "signed-out" } });
      queryClient.clear();
    },
  });
}

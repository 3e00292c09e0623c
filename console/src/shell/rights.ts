import { queryOptions, useSuspenseQuery } from "@tanstack/react-query";
import { ProblemError } from "@latchkey/client";
import type { apiRoutes, RouteAnswer } from "@latchkey/contract";
import { api } from "./api.ts";
import { useProfileId } from "./profile.ts";

export type MyRights = RouteAnswer<typeof apiRoutes.profiles.getMyRights>;

export function rightsQuery(profileId: string) {
  return queryOptions({
    queryKey: ["profiles", profileId, "my-rights"],
    queryFn: ({ signal }) => readRights(profileId, signal),
    staleTime: 60_000,
  });
}

/** Whoever may do nothing at all in the profile is refused the question too. */
async function readRights(profileId: string, signal: AbortSignal): Promise<MyRights> {
  try {
    return await api.profiles.getMyRights({ params: { profileId }, signal });
  } catch (error) {
    if (error instanceof ProblemError && error.status === 403) return { isUnrestricted: false, rights: {} };
    throw error;
  }
}

/** Whether somebody may do one of the actions on anything of the type at all; without actions, whichever. */
export function mayOf(rights: MyRights, type: string, actions: readonly string[] = []): boolean {
  if (rights.isUnrestricted) return true;
  const extents = rights.rights[type] ?? {};
  const asked = actions.length === 0 ? Object.keys(extents) : actions;

  return asked.some((action) => (extents[action] ?? "none") !== "none");
}

/**
 * What the signed-in person may do in the open profile, to hide what would be refused anyway. The server decides:
 * "may edit some" is not "may edit this one".
 */
export function useMay(): (type: string, ...actions: string[]) => boolean {
  const { data } = useSuspenseQuery(rightsQuery(useProfileId()));

  return (type, ...actions) => mayOf(data, type, actions);
}

/** Whether somebody may see all of Access Management: what rules make of everybody is told to nobody else. */
export function maySeeAllAccess(rights: MyRights): boolean {
  return rights.isUnrestricted || rights.rights["access_management"]?.["access"] === "all";
}

export function useMaySeeAllAccess(): boolean {
  return maySeeAllAccess(useSuspenseQuery(rightsQuery(useProfileId())).data);
}

/** True for whoever is limited by neither roles nor policies. */
export function useIsUnrestricted(): boolean {
  return useSuspenseQuery(rightsQuery(useProfileId())).data.isUnrestricted;
}

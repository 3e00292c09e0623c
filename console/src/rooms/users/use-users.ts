import { keepPreviousData, queryOptions, useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Tag, User } from "@latchkey/contract";
import { api, useProfileId } from "../../shell/index.ts";
import type { ConsentTerms } from "../access/use-consent.ts";
import type { UsersSearch } from "./users-search.ts";

const dashboardsPerPage = 50;

function usersKey(profileId: string) {
  return ["profiles", profileId, "users"];
}

/** One page of the list; the earlier answer stays while a new question runs. */
export function useUsers({ column: _, ...query }: UsersSearch) {
  const profileId = useProfileId();

  return useQuery({
    queryKey: [...usersKey(profileId), "list", query],
    queryFn: ({ signal }) => api.users.listUsers({ params: { profileId }, query, signal }),
    placeholderData: keepPreviousData,
  });
}

function userQuery(profileId: string, userId: string) {
  return queryOptions({
    queryKey: [...usersKey(profileId), "one", userId],
    queryFn: ({ signal }) => api.users.getUser({ params: { profileId, userId }, signal }),
  });
}

export function useUser(userId: string) {
  return useQuery(userQuery(useProfileId(), userId));
}

export interface NewUser {
  name: string;
  email: string;
  password?: string;
  language?: string;
  tags: Tag[];
}

export function useCreateUser() {
  const { profileId, refresh } = useRefresh();

  return useMutation({ mutationFn: (body: NewUser) => api.users.createUser({ params: { profileId }, body }), onSuccess: refresh });
}

export function useCreateAnonymousUser() {
  const { profileId, refresh } = useRefresh();

  return useMutation({
    mutationFn: (tags: Tag[]) => api.users.createAnonymousUser({ params: { profileId }, body: { tags } }),
    onSuccess: refresh,
  });
}

export interface UserChanges {
  name?: string;
  email?: string;
  language?: string | null;
  tags?: Tag[];
}

export function useUpdateUser(userId: string) {
  const { profileId, refresh } = useRefresh();

  return useMutation({
    mutationFn: ({ revertAfterMinutes: _never, ...body }: UserChanges & ConsentTerms) =>
      api.users.updateUser({ params: { profileId, userId }, body }),
    onSuccess: refresh,
  });
}

export type StatusChange = "suspend" | "reinstate" | "delete" | "restore" | "approve" | "reject";

export function useChangeStatus(userId: string) {
  const { profileId, refresh } = useRefresh();
  const params = { profileId, userId };

  return useMutation({
    mutationFn: ({ change, reason }: { change: StatusChange; reason: string }): Promise<User | null> => {
      if (change === "suspend") return api.users.suspendUser({ params, body: reason === "" ? {} : { reason } });
      if (change === "reinstate") return api.users.reinstateUser({ params });
      if (change === "approve") return api.users.approveUser({ params });
      if (change === "reject") return api.users.rejectUser({ params, body: reason === "" ? {} : { reason } });
      if (change === "restore") return api.users.restoreUser({ params });

      return api.users.deleteUser({ params });
    },
    onSuccess: refresh,
  });
}

export function useSetUserPassword(userId: string) {
  const { profileId, refresh } = useRefresh();

  return useMutation({
    mutationFn: (body: { password: string; isTemporary: boolean }) => api.users.setUserPassword({ params: { profileId, userId }, body }),
    onSuccess: refresh,
  });
}

export function useUserPasswordLink(userId: string) {
  const profileId = useProfileId();

  return useMutation({ mutationFn: () => api.users.createUserPasswordLink({ params: { profileId, userId } }) });
}

export function useUserDashboards(userId: string) {
  const profileId = useProfileId();

  return useInfiniteQuery({
    queryKey: [...usersKey(profileId), "dashboards", userId],
    queryFn: ({ pageParam, signal }) =>
      api.users.listUserDashboards({
        params: { profileId, userId },
        query: { limit: dashboardsPerPage, ...(pageParam === undefined ? {} : { cursor: pageParam }) },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
}

/** Lists, counts, known tags and the log all change with a user. */
function useRefresh() {
  const profileId = useProfileId();
  const queryClient = useQueryClient();
  const refresh = () =>
    Promise.all([
      queryClient.invalidateQueries({ queryKey: ["profiles", profileId], predicate: ({ queryKey }) => queryKey.length > 2 }),
      queryClient.invalidateQueries({ queryKey: ["audit", profileId] }),
    ]);

  return { profileId, refresh };
}

import { keepPreviousData, queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Group, GroupBody } from "@latchkey/contract";
import { api, useProfileId } from "../../shell/index.ts";
import type { ConsentTerms } from "../access/use-consent.ts";
import type { GroupsSearch } from "./groups-search.ts";

/** More groups than this are shown as a paged list: a tree of thousands helps nobody. */
const treeMax = 1000;
const groupsPerCall = 200;

function groupsKey(profileId: string) {
  return ["profiles", profileId, "groups"] as const;
}

export interface GroupTree {
  groups: Group[];
  /** False when there are more than a tree can show. */
  isWhole: boolean;
}

/** Every group of the profile, as far as a tree can show them. */
export function useGroupTree({ isEnabled = true }: { isEnabled?: boolean } = {}) {
  const profileId = useProfileId();

  return useQuery({
    queryKey: [...groupsKey(profileId), "tree"],
    queryFn: ({ signal }) => readTree(profileId, signal),
    placeholderData: keepPreviousData,
    enabled: isEnabled,
  });
}

async function readTree(profileId: string, signal: AbortSignal): Promise<GroupTree> {
  const groups: Group[] = [];
  let cursor: string | undefined;

  do {
    // Each page begins where the one before ended.
    // oxlint-disable-next-line no-await-in-loop
    const page = await api.groups.listGroups({ params: { profileId }, query: { limit: groupsPerCall, cursor }, signal });
    groups.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined && groups.length < treeMax);

  return { groups, isWhole: cursor === undefined };
}

export function useGroups(query: GroupsSearch, { isEnabled }: { isEnabled: boolean }) {
  const profileId = useProfileId();

  return useQuery({
    queryKey: [...groupsKey(profileId), "list", query],
    queryFn: ({ signal }) => api.groups.listGroups({ params: { profileId }, query, signal }),
    placeholderData: keepPreviousData,
    enabled: isEnabled,
  });
}

export function groupQuery(profileId: string, groupId: string) {
  return queryOptions({
    queryKey: [...groupsKey(profileId), "one", groupId],
    queryFn: ({ signal }) => api.groups.getGroup({ params: { profileId, groupId }, signal }),
    // Somebody who edits must not lose the ground under their feet when the window gets the focus back.
    refetchOnWindowFocus: false,
  });
}

export function useGroup(groupId: string) {
  return useQuery(groupQuery(useProfileId(), groupId));
}

export function useCreateGroup() {
  const profileId = useProfileId();
  const refresh = useRefreshGroups();

  return useMutation({ mutationFn: (body: GroupBody) => api.groups.createGroup({ params: { profileId }, body }), onSuccess: refresh });
}

export function useUpdateGroup(group: Group) {
  const profileId = useProfileId();
  const refresh = useRefreshGroups();

  return useMutation({
    mutationFn: ({ body, ...terms }: { body: GroupBody } & ConsentTerms) =>
      api.groups.updateGroup({ params: { profileId, groupId: group.id }, body: { ...body, ...terms }, ifMatch: group.version }),
    onSuccess: refresh,
  });
}

/** Takes a group, with its members, out of the hands of the file that keeps it; nothing else about it changes. */
export function useHandOverGroup({ id: groupId, version, name, description, parentId, rule, tags }: Group) {
  const profileId = useProfileId();
  const refresh = useRefreshGroups();

  return useMutation({
    mutationFn: () =>
      api.groups.updateGroup({
        params: { profileId, groupId },
        body: { name, description, parentId, rule, tags, managedBy: null },
        ifMatch: version,
      }),
    onSuccess: refresh,
  });
}

/** Keeps a group that would go back by itself. */
export function useConfirmGroup() {
  const profileId = useProfileId();
  const refresh = useRefreshGroups();

  return useMutation({ mutationFn: (groupId: string) => api.groups.confirmGroup({ params: { profileId, groupId } }), onSuccess: refresh });
}

export function useDeleteGroup() {
  const profileId = useProfileId();
  const queryClient = useQueryClient();
  const refresh = useRefreshGroups();

  return useMutation({
    mutationFn: ({ groupId, reason, confirmName }: { groupId: string } & ConsentTerms) =>
      api.groups.deleteGroup({ params: { profileId, groupId }, query: { reason, confirmName } }),
    onSuccess: (_, { groupId }) => {
      queryClient.removeQueries({ queryKey: groupQuery(profileId, groupId).queryKey });

      return refresh();
    },
  });
}

export function useGroupMembers(groupId: string, query: { search?: string | undefined; cursor?: string | undefined }) {
  const profileId = useProfileId();

  return useQuery({
    queryKey: [...groupsKey(profileId), "members", groupId, query],
    queryFn: ({ signal }) => api.groups.listGroupMembers({ params: { profileId, groupId }, query, signal }),
    placeholderData: keepPreviousData,
  });
}

export interface MemberChange {
  add?: string[];
  remove?: string[];
}

export function useChangeMembers(groupId: string) {
  const profileId = useProfileId();
  const refresh = useRefreshGroups();

  return useMutation({
    mutationFn: ({ revertAfterMinutes: _never, ...body }: MemberChange & ConsentTerms) =>
      api.groups.changeGroupMembers({ params: { profileId, groupId }, body }),
    onSuccess: refresh,
  });
}

/** Members, tags and roles of people follow from groups: whatever was shown about them may be old now. */
export function useRefreshGroups() {
  const profileId = useProfileId();
  const queryClient = useQueryClient();

  return async () => {
    await queryClient.invalidateQueries({ queryKey: groupsKey(profileId) });
    await queryClient.invalidateQueries({ queryKey: ["profiles", profileId, "things", "group"] });
    await queryClient.invalidateQueries({ queryKey: ["profiles", profileId, "inheritance"] });
    await queryClient.invalidateQueries({ queryKey: ["profiles", profileId, "explain"] });
  };
}

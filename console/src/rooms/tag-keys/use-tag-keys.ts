import { keepPreviousData, useMutation, useQueries, useQuery, useQueryClient } from "@tanstack/react-query";
import type { RegisteredTagKey, TagKeyBody, TagRename } from "@latchkey/contract";
import { api, useProfileId } from "../../shell/index.ts";
import type { TagKeysSearch } from "./tag-keys-search.ts";

const carriers = ["run_user", "dashboard", "device", "analysis"] as const;
export type Carrier = (typeof carriers)[number];

function registryKey(profileId: string) {
  return ["profiles", profileId, "tag-key-registry"] as const;
}

export function useRegisteredTagKeys(query: TagKeysSearch) {
  const profileId = useProfileId();

  return useQuery({
    queryKey: [...registryKey(profileId), "list", query],
    queryFn: ({ signal }) => api.tagKeys.listRegisteredTagKeys({ params: { profileId }, query, signal }),
    placeholderData: keepPreviousData,
  });
}

export interface KeyUse {
  key: string;
  counts: Record<Carrier, number>;
  isRegistered: boolean;
  isSetByUsers: boolean;
}

/** Every key that something carries, with how many carry it; undefined while that is being counted. */
export function useKeyUses(): ReadonlyMap<string, KeyUse> | undefined {
  const profileId = useProfileId();

  return useQueries({
    queries: carriers.map((of) => ({
      queryKey: ["profiles", profileId, "tag-keys", of, ""],
      queryFn: ({ signal }: { signal: AbortSignal }) => api.users.listTagKeys({ params: { profileId }, query: { of }, signal }),
      staleTime: 10_000,
    })),
    combine: (results) => {
      if (results.some(({ data }) => data === undefined)) return undefined;
      const uses = new Map<string, KeyUse>();

      for (const [index, of] of carriers.entries()) {
        for (const { key, count, isSetByUsers, registered } of results[index]?.data?.items ?? []) {
          const use = uses.get(key) ?? {
            key,
            counts: { run_user: 0, dashboard: 0, device: 0, analysis: 0 },
            isRegistered: registered !== null,
            isSetByUsers,
          };
          use.counts[of] = count;
          uses.set(key, use);
        }
      }

      return uses;
    },
  });
}

interface SaveTagKeyInput {
  body: TagKeyBody;
  /** Absent for a new entry. */
  stored?: RegisteredTagKey | undefined;
}

export function useSaveTagKey() {
  const profileId = useProfileId();
  const refresh = useRefreshTags();

  return useMutation({
    mutationFn: ({ body, stored }: SaveTagKeyInput) => {
      if (stored === undefined) return api.tagKeys.registerTagKey({ params: { profileId }, body });
      const { key: _, ...rest } = body;

      return api.tagKeys.updateRegisteredTagKey({ params: { profileId, tagKeyId: stored.id }, body: rest, ifMatch: stored.version });
    },
    onSuccess: refresh,
  });
}

/** Takes an entry out of the hands of the file that keeps it; what it says stays. */
export function useHandOverTagKey({ id, version, description, values, setBy }: RegisteredTagKey) {
  const profileId = useProfileId();
  const refresh = useRefreshTags();

  return useMutation({
    mutationFn: () =>
      api.tagKeys.updateRegisteredTagKey({
        params: { profileId, tagKeyId: id },
        body: { description, values, setBy, managedBy: null },
        ifMatch: version,
      }),
    onSuccess: refresh,
  });
}

export function useUnregisterTagKey() {
  const profileId = useProfileId();
  const refresh = useRefreshTags();

  return useMutation({
    mutationFn: (tagKeyId: string) => api.tagKeys.unregisterTagKey({ params: { profileId, tagKeyId } }),
    onSuccess: refresh,
  });
}

/** What renaming would touch; nothing is written. */
export function usePreviewRename() {
  const profileId = useProfileId();

  return useMutation({ mutationFn: (body: TagRename) => api.tagKeys.previewTagRename({ params: { profileId }, body }) });
}

export function useRenameTag() {
  const profileId = useProfileId();
  const queryClient = useQueryClient();

  return useMutation({
    mutationFn: (body: { change: TagRename; reason?: string; mergeExisting: boolean }) =>
      api.tagKeys.renameTag({ params: { profileId }, body }),
    // Tags stand on nearly every page.
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ["profiles", profileId] }),
  });
}

/** Known values of a key on any carrier, for choosing the one to rename. */
export function useValuesOf(key: string) {
  const profileId = useProfileId();

  return useQueries({
    queries: carriers.map((of) => ({
      queryKey: ["profiles", profileId, "tag-values", of, key, ""],
      queryFn: ({ signal }: { signal: AbortSignal }) => api.users.listTagValues({ params: { profileId }, query: { of, key }, signal }),
      staleTime: 10_000,
      enabled: key !== "",
    })),
    combine: (results) => [...new Set(results.flatMap(({ data }) => data?.items.map(({ value }) => value) ?? []))].sort(),
  });
}

function useRefreshTags() {
  const profileId = useProfileId();
  const queryClient = useQueryClient();

  return async () => {
    await queryClient.invalidateQueries({ queryKey: registryKey(profileId) });
    await queryClient.invalidateQueries({ queryKey: ["profiles", profileId, "tag-keys"] });
    await queryClient.invalidateQueries({ queryKey: ["profiles", profileId, "tag-values"] });
  };
}

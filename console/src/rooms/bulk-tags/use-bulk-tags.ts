import { useDebouncedValue } from "@mantine/hooks";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { BulkTagChange } from "@latchkey/contract";
import { api, useProfileId } from "../../shell/index.ts";
import type { ConsentTerms } from "../access/index.ts";

function bulkTagsKey(profileId: string) {
  return ["profiles", profileId, "bulk-tags"] as const;
}

const pauseMilliseconds = 500;

/** What a change of many would do; asked when typing pauses, and never shown for other steps than those on screen. */
export function useBulkTagPreview(change: BulkTagChange | undefined) {
  const profileId = useProfileId();
  const wanted = change === undefined ? "" : JSON.stringify(change);
  const [asked] = useDebouncedValue(wanted, pauseMilliseconds);
  const { data, error } = useQuery({
    queryKey: [...bulkTagsKey(profileId), "preview", asked],
    queryFn: ({ signal }) => api.bulkTags.previewBulkTags({ params: { profileId }, body: JSON.parse(asked) as BulkTagChange, signal }),
    enabled: asked !== "",
    staleTime: 15_000,
    retry: false,
  });

  return { preview: asked === wanted ? data : undefined, error: asked === wanted ? error : null };
}

export function useStartBulkTags() {
  const profileId = useProfileId();
  const queryClient = useQueryClient();

  return useMutation({
    mutationFn: ({ change, reason, confirmName }: { change: BulkTagChange } & ConsentTerms) =>
      api.bulkTags.startBulkTags({ params: { profileId }, body: { ...change, reason, confirmName } }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: [...bulkTagsKey(profileId), "list"] }),
  });
}

const pollMilliseconds = 1000;

/** How far a job is; asked again and again until it is over, when whatever shows tags is read anew. */
export function useBulkTagJob(jobId: string) {
  const profileId = useProfileId();
  const queryClient = useQueryClient();

  return useQuery({
    queryKey: [...bulkTagsKey(profileId), "one", jobId],
    queryFn: async ({ signal }) => {
      const job = await api.bulkTags.getBulkTags({ params: { profileId, bulkTagJobId: jobId }, signal });
      const others = { predicate: ({ queryKey }: { queryKey: readonly unknown[] }) => queryKey.length > 2 && queryKey[2] !== "bulk-tags" };
      if (!isAtWork(job)) void queryClient.invalidateQueries({ queryKey: ["profiles", profileId], ...others });
      return job;
    },
    refetchInterval: ({ state }) => (state.data === undefined || isAtWork(state.data) ? pollMilliseconds : false),
  });
}

export function isAtWork({ state }: { state: string }): boolean {
  return state === "running" || state === "undoing";
}

const jobsShown = 20;

export function useBulkTagJobs() {
  const profileId = useProfileId();

  return useQuery({
    queryKey: [...bulkTagsKey(profileId), "list"],
    queryFn: ({ signal }) => api.bulkTags.listBulkTags({ params: { profileId }, query: { limit: jobsShown }, signal }),
  });
}

export function useUndoBulkTags(jobId: string) {
  const profileId = useProfileId();
  const queryClient = useQueryClient();

  return useMutation({
    mutationFn: (reason: string) => api.bulkTags.undoBulkTags({ params: { profileId, bulkTagJobId: jobId }, body: { reason } }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: bulkTagsKey(profileId) }),
  });
}

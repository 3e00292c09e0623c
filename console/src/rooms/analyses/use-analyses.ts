import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Tag } from "@latchkey/contract";
import type { ConsentTerms } from "../access/use-consent.ts";
import { api, useProfileId } from "../../shell/index.ts";
import type { AnalysesSearch } from "./analyses-search.ts";

function analysesKey(profileId: string) {
  return ["profiles", profileId, "analyses"] as const;
}

export function useAnalyses(query: AnalysesSearch) {
  const profileId = useProfileId();

  return useQuery({
    queryKey: [...analysesKey(profileId), "list", query],
    queryFn: ({ signal }) => api.analyses.listAnalyses({ params: { profileId }, query, signal }),
    placeholderData: keepPreviousData,
  });
}

export function useAnalysis(analysisId: string) {
  const profileId = useProfileId();

  return useQuery({
    queryKey: [...analysesKey(profileId), analysisId],
    queryFn: ({ signal }) => api.analyses.getAnalysis({ params: { profileId, analysisId }, signal }),
  });
}

interface AnalysisBody {
  name: string;
  description: string;
  tags: Tag[];
}

export function useCreateAnalysis() {
  const profileId = useProfileId();
  const refresh = useRefreshAnalyses();

  return useMutation({
    mutationFn: (body: AnalysisBody) => api.analyses.createAnalysis({ params: { profileId }, body }),
    onSuccess: refresh,
  });
}

export function useUpdateAnalysis(analysisId: string) {
  const profileId = useProfileId();
  const refresh = useRefreshAnalyses();

  return useMutation({
    mutationFn: ({ revertAfterMinutes: _never, ...body }: Partial<AnalysisBody> & { isActive?: boolean } & ConsentTerms) =>
      api.analyses.updateAnalysis({ params: { profileId, analysisId }, body }),
    onSuccess: refresh,
  });
}

export function useRenewAnalysisToken(analysisId: string) {
  const profileId = useProfileId();
  const refresh = useRefreshAnalyses();

  return useMutation({
    mutationFn: () => api.analyses.renewAnalysisToken({ params: { profileId, analysisId } }),
    onSuccess: refresh,
  });
}

export function useDeleteAnalysis(analysisId: string) {
  const profileId = useProfileId();
  const queryClient = useQueryClient();

  return useMutation({
    mutationFn: () => api.analyses.deleteAnalysis({ params: { profileId, analysisId } }),
    onSuccess: async () => {
      queryClient.removeQueries({ queryKey: [...analysesKey(profileId), analysisId] });
      await queryClient.invalidateQueries({ queryKey: [...analysesKey(profileId), "list"] });
    },
  });
}

function useRefreshAnalyses() {
  const profileId = useProfileId();
  const queryClient = useQueryClient();

  return () => queryClient.invalidateQueries({ queryKey: analysesKey(profileId) });
}

import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Profile } from "@latchkey/contract";
import { api, profilesQuery } from "../../shell/index.ts";

interface NewProfile {
  name: string;
  slug: string;
  timeZone: string;
  language: string;
}

interface ProfileChanges extends Partial<NewProfile> {
  signup?: Profile["signup"];
}

export function useProfiles() {
  return useQuery(profilesQuery);
}

export function useCreateProfile() {
  const queryClient = useQueryClient();

  return useMutation({
    mutationFn: (body: NewProfile) => api.profiles.createProfile({ body }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ["profiles"] }),
  });
}

export function useUpdateProfile(profileId: string) {
  const queryClient = useQueryClient();

  return useMutation({
    mutationFn: (body: ProfileChanges) => api.profiles.updateProfile({ params: { profileId }, body }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ["profiles"] }),
  });
}

function overviewQuery(profileId: string) {
  return queryOptions({
    queryKey: ["profiles", profileId, "overview"],
    queryFn: ({ signal }) => api.profiles.getOverview({ params: { profileId }, signal }),
  });
}

export function useOverview(profileId: string) {
  return useQuery(overviewQuery(profileId));
}

/** Null: no limit. */
export function useLimitDataOutput(profileId: string) {
  const queryClient = useQueryClient();

  return useMutation({
    mutationFn: (recordsMax: number | null) => api.profiles.limitDataOutput({ params: { profileId }, body: { recordsMax } }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ["profiles", profileId, "data-output"] }),
  });
}

export function useDataOutput(profileId: string) {
  return useQuery({
    queryKey: ["profiles", profileId, "data-output"],
    queryFn: ({ signal }) => api.profiles.listDataOutput({ params: { profileId }, signal }),
  });
}

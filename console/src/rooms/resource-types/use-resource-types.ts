import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { AddedType, apiRoutes, RouteRequest, Tag } from "@latchkey/contract";
import { api, useProfileId } from "../../shell/index.ts";
import type { ObjectsSearch } from "./resource-types-search.ts";

export type NewType = RouteRequest<typeof apiRoutes.resourceTypes.createResourceType>["body"];

function typesKey(profileId: string) {
  return ["profiles", profileId, "resource-types"] as const;
}

export function useResourceTypes() {
  const profileId = useProfileId();

  return useQuery({
    queryKey: [...typesKey(profileId), "list"],
    queryFn: ({ signal }) => api.resourceTypes.listResourceTypes({ params: { profileId }, signal }),
  });
}

export function useResourceType(type: string) {
  const profileId = useProfileId();

  return useQuery({
    queryKey: [...typesKey(profileId), "one", type],
    queryFn: ({ signal }) => api.resourceTypes.getResourceType({ params: { profileId, type }, signal }),
    refetchOnWindowFocus: false,
  });
}

interface SaveTypeInput {
  body: NewType;
  /** Absent for a new type. */
  stored?: AddedType | undefined;
}

export function useSaveType() {
  const profileId = useProfileId();
  const refresh = useRefreshTypes();

  return useMutation({
    mutationFn: ({ body, stored }: SaveTypeInput) => {
      if (stored === undefined) return api.resourceTypes.createResourceType({ params: { profileId }, body });
      const { name: _, ...rest } = body;

      return api.resourceTypes.updateResourceType({ params: { profileId, type: stored.name }, body: rest, ifMatch: stored.version });
    },
    onSuccess: refresh,
  });
}

export function useDeleteType() {
  const profileId = useProfileId();
  const refresh = useRefreshTypes();

  return useMutation({
    mutationFn: (type: string) => api.resourceTypes.deleteResourceType({ params: { profileId, type } }),
    onSuccess: refresh,
  });
}

export function useObjects(type: string, query: ObjectsSearch) {
  const profileId = useProfileId();

  return useQuery({
    queryKey: [...typesKey(profileId), "objects", type, query],
    queryFn: ({ signal }) => api.resourceTypes.listObjects({ params: { profileId, type }, query, signal }),
    placeholderData: keepPreviousData,
  });
}

export function useSaveObject(type: string) {
  const profileId = useProfileId();
  const refresh = useRefreshTypes();

  return useMutation({
    mutationFn: ({ objectId, name, tags }: { objectId: string; name: string; tags: Tag[] }) =>
      api.resourceTypes.saveObject({ params: { profileId, type, objectId }, body: { ...(name === "" ? {} : { name }), tags } }),
    onSuccess: refresh,
  });
}

export function useDeleteObject(type: string) {
  const profileId = useProfileId();
  const refresh = useRefreshTypes();

  return useMutation({
    mutationFn: (objectId: string) => api.resourceTypes.deleteObject({ params: { profileId, type, objectId } }),
    onSuccess: refresh,
  });
}

function useRefreshTypes() {
  const profileId = useProfileId();
  const queryClient = useQueryClient();

  return async () => {
    await queryClient.invalidateQueries({ queryKey: typesKey(profileId) });
    await queryClient.invalidateQueries({ queryKey: ["profiles", profileId, "catalogue"] });
  };
}

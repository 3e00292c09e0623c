/** Run users, dashboards, devices and analyses by name: for pickers and for the names behind ids. */
import { keepPreviousData, queryOptions, useQueries, useQuery } from "@tanstack/react-query";
import type { ResourceType } from "@latchkey/contract";
import { api, useProfileId } from "../../shell/index.ts";

/** Finds the name behind an id; undefined while it is not known. */
export type NameOf = (type: string, id: string) => string | undefined;

export interface Thing {
  id: string;
  name: string;
  /** Tells apart what has the same name. */
  detail: string;
}

export interface ThingRef {
  type: ResourceType;
  id: string;
}

interface Named {
  id: string;
  name: string;
  tags: readonly { key: string; value: string }[];
}

const foundMax = 20;

/** The first things whose name fits. */
export function useFoundThings(type: ResourceType, search: string) {
  const profileId = useProfileId();

  return useQuery({
    queryKey: ["profiles", profileId, "things", type, search],
    queryFn: ({ signal }) => searchThings(type, profileId, search, signal),
    placeholderData: keepPreviousData,
    staleTime: 10_000,
  });
}

async function searchThings(type: ResourceType, profileId: string, search: string, signal: AbortSignal): Promise<Thing[]> {
  const request = { params: { profileId }, query: { search, limit: foundMax }, signal };

  if (type === "run_user") {
    const { items } = await api.users.listUsers(request);
    return items.map((user) => ({ id: user.id, name: user.name, detail: user.email ?? "" }));
  }
  if (type === "dashboard") return (await api.dashboards.listDashboards(request)).items.map(toThing);
  if (type === "device") return (await api.devices.listDevices(request)).items.map(toThing);

  return (await api.analyses.listAnalyses(request)).items.map(toThing);
}

function toThing({ id, name, tags }: Named): Thing {
  return { id, name, detail: tags.map(({ key, value }) => `${key}=${value}`).join(", ") };
}

function thingQuery(profileId: string, { type, id }: ThingRef) {
  return queryOptions({
    queryKey: ["profiles", profileId, "things", type, "name", id],
    queryFn: ({ signal }) => readName(type, profileId, id, signal),
    staleTime: 60_000,
    enabled: id !== "",
  });
}

async function readName(type: ResourceType, profileId: string, id: string, signal: AbortSignal): Promise<string> {
  if (type === "run_user") return (await api.users.getUser({ params: { profileId, userId: id }, signal })).name;
  if (type === "dashboard") return (await api.dashboards.getDashboard({ params: { profileId, dashboardId: id }, signal })).name;
  if (type === "device") return (await api.devices.getDevice({ params: { profileId, deviceId: id }, signal })).name;

  return (await api.analyses.getAnalysis({ params: { profileId, analysisId: id }, signal })).name;
}

/** Names for the ids that occur; one that is not known yet, or gone, stays an id. */
export function useNames(refs: readonly ThingRef[]): NameOf {
  const profileId = useProfileId();
  const wanted = [...new Map(refs.filter((ref) => ref.id !== "").map((ref) => [`${ref.type} ${ref.id}`, ref])).values()];

  return useQueries({
    queries: wanted.map((ref) => thingQuery(profileId, ref)),
    combine: (results) => {
      const names = new Map(wanted.map((ref, index) => [`${ref.type} ${ref.id}`, results[index]?.data]));

      return (type: string, id: string) => names.get(`${type} ${id}`);
    },
  });
}

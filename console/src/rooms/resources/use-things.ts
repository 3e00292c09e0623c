/** Whatever policies, roles and groups name by id: for pickers and for the names behind ids. */
import { keepPreviousData, queryOptions, useQueries, useQuery } from "@tanstack/react-query";
import { useProfileId } from "../../shell/index.ts";
import { kindOf } from "./thing-kinds.ts";

/** Finds the name behind an id; undefined while it is not known. */
export type NameOf = (type: string, id: string) => string | undefined;

/** `type` is a subject type, a resource type, `role` or `group`. */
export interface ThingRef {
  type: string;
  id: string;
}

/** The first things whose name fits. */
export function useFoundThings(type: string, search: string) {
  const profileId = useProfileId();
  const kind = kindOf(type);

  return useQuery({
    queryKey: ["profiles", profileId, "things", type, search],
    queryFn: ({ signal }) => kind?.find({ profileId, search, signal }) ?? [],
    placeholderData: keepPreviousData,
    staleTime: 10_000,
    enabled: kind !== undefined,
  });
}

function thingQuery(profileId: string, { type, id }: ThingRef) {
  const kind = kindOf(type);

  return queryOptions({
    queryKey: ["profiles", profileId, "things", type, "name", id],
    queryFn: ({ signal }) => kind?.readName({ profileId, id, signal }) ?? id,
    staleTime: 60_000,
    enabled: id !== "" && kind !== undefined,
  });
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

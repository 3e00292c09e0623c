import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { Tag } from "@latchkey/contract";
import { api, useProfileId } from "../../shell/index.ts";
import { toCircumstances } from "../access/explain-search.ts";
import type { SimulateSearch } from "./simulate-search.ts";
import { useDraftChanges } from "./use-draft-changes.ts";

export function useSimulation(asked: SimulateSearch) {
  const profileId = useProfileId();
  const draft = useDraftChanges(asked);
  const { subjectType = "run_user", subjectId, action = "", resourceType = "dashboard", resourceId } = asked;
  const subjectTags = toPairs(asked.tag);
  const resourceTags = toPairs(asked.resourceTag);
  const hasSubject = subjectId !== undefined || subjectTags.length > 0 || (asked.group ?? asked.role) !== undefined;
  const isAskable = action !== "" && hasSubject && (resourceId !== undefined || resourceTags.length > 0);

  const simulation = useQuery({
    queryKey: ["profiles", profileId, "explain", "simulate", asked],
    queryFn: ({ signal }) =>
      api.simulator.simulate({
        params: { profileId },
        body: {
          subject: {
            type: subjectType,
            ...(subjectId === undefined ? {} : { id: subjectId }),
            tags: subjectTags,
            groups: asked.group ?? [],
            roles: (asked.role ?? []).map((roleId) => ({ roleId })),
          },
          action,
          resource: { type: resourceType, ...(resourceId === undefined ? {} : { id: resourceId }), tags: resourceTags },
          circumstances: toCircumstances(asked),
          ...(draft.changes === undefined ? {} : { changes: draft.changes }),
        },
        signal,
      }),
    placeholderData: keepPreviousData,
    enabled: isAskable && !draft.isLoading,
  });

  return { isAskable, simulation };
}

/** `key=value` as tags; a key without a value is one that is still being typed. */
export function toPairs(texts: readonly string[] = []): Tag[] {
  return texts.flatMap((text) => {
    const at = text.indexOf("=");
    const value = text.slice(at + 1);

    return at <= 0 || value === "" ? [] : [{ key: text.slice(0, at), value }];
  });
}

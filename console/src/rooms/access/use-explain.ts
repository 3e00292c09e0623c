import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { api, useProfileId } from "../../shell/index.ts";
import type { ExplainSearch } from "./access-search.ts";

/** A question that is complete enough to be asked. */
export type ExplainQuestion = { [Part in keyof ExplainSearch]-?: NonNullable<ExplainSearch[Part]> };

export function toQuestion({ subjectType, subjectId, action, resourceType, resourceId }: ExplainSearch): ExplainQuestion | undefined {
  if (!subjectType || !subjectId || !action || !resourceType || !resourceId) return undefined;

  return { subjectType, subjectId, action, resourceType, resourceId };
}

/** Asked anew each time, as tags and policies change between two looks. */
export function useExplanation(question: ExplainQuestion) {
  const profileId = useProfileId();
  const { subjectType, subjectId, action, resourceType, resourceId } = question;

  return useQuery({
    queryKey: ["profiles", profileId, "explain", question],
    queryFn: ({ signal }) =>
      api.access.explain({
        params: { profileId },
        body: { subject: { type: subjectType, id: subjectId }, action, resource: { type: resourceType, id: resourceId } },
        signal,
      }),
    placeholderData: keepPreviousData,
  });
}

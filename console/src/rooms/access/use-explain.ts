import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { api, useProfileId } from "../../shell/index.ts";
import { toCircumstances } from "./explain-search.ts";
import type { CircumstancesSearch, ExplainSearch } from "./explain-search.ts";

type QuestionPart = "subjectType" | "subjectId" | "action" | "resourceType" | "resourceId";

/** A question that is complete enough to be asked. */
export type ExplainQuestion = { [Part in QuestionPart]: NonNullable<ExplainSearch[Part]> } & CircumstancesSearch &
  Pick<ExplainSearch, "asOf">;

export function toQuestion(asked: ExplainSearch): ExplainQuestion | undefined {
  const { subjectType, subjectId, action, resourceType, resourceId } = asked;
  if (!subjectType || !subjectId || !action || !resourceType || !resourceId) return undefined;

  return { ...asked, subjectType, subjectId, action, resourceType, resourceId };
}

/** Asked anew each time, as tags and policies change between two looks. */
export function useExplanation(question: ExplainQuestion) {
  const profileId = useProfileId();
  const { subjectType, subjectId, action, resourceType, resourceId, asOf } = question;

  return useQuery({
    queryKey: ["profiles", profileId, "explain", question],
    queryFn: ({ signal }) =>
      api.access.explain({
        params: { profileId },
        body: {
          subject: { type: subjectType, id: subjectId },
          action,
          resource: { type: resourceType, id: resourceId },
          circumstances: toCircumstances(question),
          ...(asOf === undefined ? {} : { asOf }),
        },
        signal,
      }),
    placeholderData: keepPreviousData,
  });
}

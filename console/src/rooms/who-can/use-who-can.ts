import { keepPreviousData, useMutation, useQuery } from "@tanstack/react-query";
import type { CappedCount, WhoCanQuestion } from "@latchkey/contract";
import { api, useProfileId } from "../../shell/index.ts";
import { toCircumstances } from "../access/explain-search.ts";
import type { WhoCanSearch } from "./who-can-search.ts";

/** A question that is complete enough to be asked. */
export function toWhoCanQuestion(asked: WhoCanSearch): WhoCanQuestion | undefined {
  const { subjectType = "run_user", action, resourceType, resourceId, search } = asked;
  if (action === undefined || resourceType === undefined || resourceId === undefined) return undefined;

  return {
    resource: { type: resourceType, id: resourceId },
    action,
    subjectType,
    circumstances: toCircumstances(asked),
    ...(search === undefined ? {} : { search }),
  };
}

export function useWhoCan(question: WhoCanQuestion, cursor: string | undefined) {
  const profileId = useProfileId();

  return useQuery({
    queryKey: ["profiles", profileId, "explain", "who-can", question, cursor],
    queryFn: ({ signal }) =>
      api.whoCan.listWhoCan({ params: { profileId }, body: { ...question, ...(cursor === undefined ? {} : { cursor }) }, signal }),
    placeholderData: keepPreviousData,
  });
}

const countMax = 10_000;

/** How many there are: as far as came with the page, until the rest is counted, for which the page does not wait. */
export function useWhoCanTotal(question: WhoCanQuestion, shown: CappedCount | undefined): CappedCount | undefined {
  const profileId = useProfileId();
  const counted = useQuery({
    queryKey: ["profiles", profileId, "explain", "who-can", question, "total"],
    queryFn: async ({ signal }) =>
      (await api.whoCan.listWhoCan({ params: { profileId }, body: { ...question, limit: 1, countMax }, signal })).total,
    enabled: shown?.isCapped === true,
  });
  return shown?.isCapped === true ? (counted.data ?? shown) : shown;
}

/** The whole list as a file. */
export function useExportWhoCan() {
  const profileId = useProfileId();

  return useMutation({
    mutationFn: (question: WhoCanQuestion) => api.whoCan.exportWhoCan({ params: { profileId }, body: question }),
    onSuccess: (csv) => saveFile(csv, "who-can.csv"),
  });
}

function saveFile(text: string, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

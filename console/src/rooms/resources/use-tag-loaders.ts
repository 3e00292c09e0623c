import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Suggestion } from "@latchkey/ui";
import { api, useProfileId } from "../../shell/index.ts";
import { taggedKindOf } from "./tagged-kind.ts";

const freshMilliseconds = 10_000;

/** Known keys and values of what carries tags, for a tag editor. */
export function useTagLoaders(type: string) {
  const { t } = useTranslation();
  const profileId = useProfileId();
  const queryClient = useQueryClient();
  const params = { profileId };
  const of = taggedKindOf(type);
  const hint = (count: number) => t("access.editor.usedBy", { count });

  async function loadKeys(search: string): Promise<Suggestion[]> {
    if (of === undefined) return [];

    const { items } = await queryClient.fetchQuery({
      queryKey: ["profiles", profileId, "tag-keys", of, search],
      queryFn: ({ signal }) => api.users.listTagKeys({ params, query: { of, search }, signal }),
      staleTime: freshMilliseconds,
    });

    return items.map(({ key, count }) => ({ text: key, hint: hint(count) }));
  }

  async function loadValues(key: string, search: string): Promise<Suggestion[]> {
    if (of === undefined || key === "") return [];

    const { items } = await queryClient.fetchQuery({
      queryKey: ["profiles", profileId, "tag-values", of, key, search],
      queryFn: ({ signal }) => api.users.listTagValues({ params, query: { of, key, search }, signal }),
      staleTime: freshMilliseconds,
    });

    return items.map(({ value, count }) => ({ text: value, hint: hint(count) }));
  }

  return { loadKeys, loadValues };
}

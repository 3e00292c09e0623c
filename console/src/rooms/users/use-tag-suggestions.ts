import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Tag } from "@latchkey/contract";
import type { Suggestion } from "@latchkey/ui";
import { api, useProfileId } from "../../shell/index.ts";

const of = "run_user";
const staleMilliseconds = 10_000;

/** All known tag keys of users, with how many carry each. */
export function useUserTagKeys() {
  const profileId = useProfileId();

  return useQuery({
    queryKey: ["profiles", profileId, "tag-keys", of, ""],
    queryFn: ({ signal }) => api.users.listTagKeys({ params: { profileId }, query: { of }, signal }),
    staleTime: staleMilliseconds,
  });
}

/** What the tag editor suggests: known keys and values of users, and which keys people set themselves at sign-up. */
export function useTagSuggestions() {
  const { t } = useTranslation();
  const profileId = useProfileId();
  const queryClient = useQueryClient();
  const known = useUserTagKeys().data?.items ?? [];
  const selfSetKeys = new Set(known.filter((item) => item.isSetByUsers).map((item) => item.key));
  const hint = (count: number) => t("users.keyCount", { count });

  async function loadKeys(search: string): Promise<Suggestion[]> {
    const { items } = await queryClient.fetchQuery({
      queryKey: ["profiles", profileId, "tag-keys", of, search],
      queryFn: ({ signal }) => api.users.listTagKeys({ params: { profileId }, query: { of, search }, signal }),
      staleTime: staleMilliseconds,
    });

    return items.map(({ key, count }) => ({ text: key, hint: hint(count) }));
  }

  async function loadValues(key: string, search: string): Promise<Suggestion[]> {
    if (key === "") return [];

    const { items } = await queryClient.fetchQuery({
      queryKey: ["profiles", profileId, "tag-values", of, key, search],
      queryFn: ({ signal }) => api.users.listTagValues({ params: { profileId }, query: { of, key, search }, signal }),
      staleTime: staleMilliseconds,
    });

    return items.map(({ value, count }) => ({ text: value, hint: hint(count) }));
  }

  const noteOf = (tag: Tag) => (selfSetKeys.has(tag.key) ? t("users.setByUsers") : undefined);

  return { loadKeys, loadValues, noteOf };
}

/** Known values of one key. */
export function useUserTagValues(key: string) {
  const profileId = useProfileId();

  return useQuery({
    queryKey: ["profiles", profileId, "tag-values", of, key, ""],
    queryFn: ({ signal }) => api.users.listTagValues({ params: { profileId }, query: { of, key }, signal }),
    enabled: key !== "",
    staleTime: staleMilliseconds,
  });
}

import { useMatch, useNavigate } from "@tanstack/react-router";
import { useSlug } from "./portal-info.ts";

/** The search text of the home page, which lives in the address; setting it from another page leads there. */
export function useDashboardSearch(): [string, (search: string) => void] {
  const slug = useSlug();
  const navigate = useNavigate();
  const home = useMatch({ from: "/$slug/signed-in/", shouldThrow: false });

  function setSearch(text: string) {
    const search = { ...home?.search };
    if (text === "") delete search.search;
    else search.search = text;
    // Every pause in typing would be a step of the Back button otherwise.
    void navigate({ to: "/$slug", params: { slug }, search, replace: home !== undefined });
  }

  return [home?.search.search ?? "", setSearch];
}

import { useNavigate } from "@tanstack/react-router";
import { useCallback } from "react";

interface PatchOptions {
  /** Typing must not fill the history with every letter. */
  isTyping?: boolean;
}

/** Changes some search parameters of the open page. A changed question starts at its first page again. */
export function useSearchPatch<Search extends Record<string, unknown>>() {
  const navigate = useNavigate();

  return useCallback(
    (patch: { [K in keyof Search]?: Search[K] | undefined }, { isTyping = false }: PatchOptions = {}) =>
      void navigate({
        to: ".",
        search: (before: Record<string, unknown>) => ({ ...before, cursor: undefined, ...patch }),
        replace: isTyping,
        resetScroll: false,
      }),
    [navigate],
  );
}

import { useEffect } from "react";

/** Names the browser's tab, and the page in its history: the page first, because tabs are narrow. */
export function usePageTitle(...parts: readonly string[]): void {
  const title = parts.join(" · ");

  useEffect(() => {
    document.title = title;
  }, [title]);
}

import { useLocation } from "@tanstack/react-router";
import { useEffect, useRef } from "react";

/** On a phone the header's search button leads here with `#search`: the field takes the focus. */
export function useSearchFocus() {
  const box = useRef<HTMLDivElement>(null);
  const { hash } = useLocation();

  useEffect(() => {
    if (hash === "search") box.current?.querySelector("input")?.focus();
  }, [hash]);

  return box;
}

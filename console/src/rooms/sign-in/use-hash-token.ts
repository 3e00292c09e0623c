import { useLocation } from "@tanstack/react-router";

/** The one-time token of a link. It stands after the #, which browsers never send: no log and no proxy sees it. */
export function useHashToken(name = "token"): string | null {
  const { hash } = useLocation();

  return new URLSearchParams(hash.replace(/^#/, "")).get(name);
}

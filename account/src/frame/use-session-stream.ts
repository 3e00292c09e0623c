import { useEffect, useRef } from "react";
import { useAccount } from "../scope/account-scope.tsx";

/**
 * Tells at once when the session has ended somewhere else. Only tabs that are looked at listen: a browser keeps few
 * connections to one server, and a hidden tab finds out when it is shown again.
 */
export function useSessionStream(onEnded: () => void): void {
  const { place } = useAccount();
  const latest = useRef(onEnded);
  useEffect(() => {
    latest.current = onEnded;
  });

  useEffect(() => {
    let source: EventSource | null = null;

    function close() {
      source?.close();
      source = null;
    }

    function end() {
      close();
      latest.current();
    }

    function follow() {
      if (document.visibilityState === "hidden") return close();
      if (source !== null) return;

      source = new EventSource(`/api/v1/places/${place}/session/stream`);
      source.addEventListener("ended", end);
      // A stream that only broke off opens itself again; one that was refused does not.
      source.addEventListener("error", () => {
        if (source?.readyState === EventSource.CLOSED) end();
      });
    }

    follow();
    document.addEventListener("visibilitychange", follow);

    return () => {
      document.removeEventListener("visibilitychange", follow);
      close();
    };
  }, [place]);
}

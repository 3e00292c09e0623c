import { useEffect, useRef } from "react";
import { useAccount } from "../scope/account-scope.tsx";

interface SessionStreamHandlers {
  onEnded: () => void;
  /** The session is kept, and refused from here or at this time. */
  onRestricted: () => void;
}

/**
 * Tells at once when the session has ended somewhere else. Only tabs that are looked at listen: a browser keeps few
 * connections to one server, and a hidden tab finds out when it is shown again.
 */
export function useSessionStream({ onEnded, onRestricted }: SessionStreamHandlers): void {
  const { place } = useAccount();
  const latest = useRef({ onEnded, onRestricted });
  useEffect(() => {
    latest.current = { onEnded, onRestricted };
  });

  useEffect(() => {
    let source: EventSource | null = null;

    function close() {
      source?.close();
      source = null;
    }

    function end() {
      close();
      latest.current.onEnded();
    }

    function hear({ data }: MessageEvent<string>) {
      close();
      if (data.includes('"restricted"')) latest.current.onRestricted();
      else latest.current.onEnded();
    }

    function follow() {
      if (document.visibilityState === "hidden") return close();
      if (source !== null) return;

      source = new EventSource(`/api/v1/places/${place}/session/stream`);
      source.addEventListener("ended", hear);
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

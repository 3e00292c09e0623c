import { useEffect, useRef } from "react";
import { useAccount } from "../scope/account-scope.tsx";

interface SessionStreamHandlers {
  onEnded: () => void;
  /** The session is kept, and refused from here or at this time. */
  onRestricted: () => void;
}

/** A server that is busy or restarting is asked again after this time. */
const retryMs = 5_000;

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
    const url = `/api/v1/places/${place}/session/stream`;
    const leaving = new AbortController();
    let source: EventSource | null = null;
    let retry: number | undefined;

    function close() {
      window.clearTimeout(retry);
      source?.close();
      source = null;
    }

    // A closed stream alone says nothing: the browser closes it as well when a page is left, and the server when it is busy.
    async function findOutWhy() {
      close();
      const status = await readStatus(url, leaving.signal);
      if (leaving.signal.aborted || source !== null) return;
      if (status === 401) return latest.current.onEnded();
      if (status === 403) return latest.current.onRestricted();

      retry = window.setTimeout(follow, retryMs);
    }

    function hear({ data }: MessageEvent<string>) {
      close();
      if (data.includes('"restricted"')) latest.current.onRestricted();
      else latest.current.onEnded();
    }

    function follow() {
      if (document.visibilityState === "hidden") return close();
      if (source !== null) return;

      window.clearTimeout(retry);
      source = new EventSource(url);
      source.addEventListener("ended", hear);
      // A stream that only broke off opens itself again; one that was refused does not.
      source.addEventListener("error", () => {
        if (source?.readyState === EventSource.CLOSED) void findOutWhy();
      });
    }

    follow();
    document.addEventListener("visibilitychange", follow);

    return () => {
      document.removeEventListener("visibilitychange", follow);
      leaving.abort();
      close();
    };
  }, [place]);
}

/** What the server answers now, without listening; nothing where it cannot be reached. */
async function readStatus(url: string, signal: AbortSignal): Promise<number | undefined> {
  try {
    const answer = await fetch(url, { signal, headers: { accept: "text/event-stream" } });
    await answer.body?.cancel();

    return answer.status;
  } catch {
    return undefined;
  }
}

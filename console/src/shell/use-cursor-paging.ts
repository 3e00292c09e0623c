import { useLocation, useNavigate } from "@tanstack/react-router";

declare module "@tanstack/react-router" {
  interface HistoryState {
    /** Cursors of the pages before this one; the first page has none. Not in the address: a link opens the page alone. */
    cursorsBefore?: (string | undefined)[];
  }
}

interface CursorPaging {
  cursor: string | undefined;
  nextCursor: string | null | undefined;
}

/** Next and previous page of a list that knows only "what comes after". */
export function useCursorPaging({ cursor, nextCursor }: CursorPaging) {
  const navigate = useNavigate();
  const cursorsBefore = useLocation({ select: (location) => location.state.cursorsBefore }) ?? [];

  function go(to: string | undefined, trail: (string | undefined)[]) {
    void navigate({ to: ".", search: (before: Record<string, unknown>) => ({ ...before, cursor: to }), state: { cursorsBefore: trail } });
  }

  return {
    // Someone who came by a link has no trail: the first page is as far back as they can go.
    onPrevious: cursor === undefined ? undefined : () => go(cursorsBefore.at(-1), cursorsBefore.slice(0, -1)),
    onNext: nextCursor === null || nextCursor === undefined ? undefined : () => go(nextCursor, [...cursorsBefore, cursor]),
  };
}

import { useLocation } from "@tanstack/react-router";
import { useEffect, useRef } from "react";

let visitedPath: string | null = null;

/** After a navigation the focus moves to the page's heading, so that a screen reader says where one is. */
export function useHeadingFocus() {
  const root = useRef<HTMLDivElement>(null);
  const { pathname } = useLocation();

  useEffect(() => {
    // The first page of a visit keeps the browser's own focus; somebody who is searching keeps typing.
    const isMoved = visitedPath !== null && visitedPath !== pathname;
    if (isMoved && !isTyping(document.activeElement)) focusHeading(root.current);
    visitedPath = pathname;
  }, [pathname]);

  return root;
}

function focusHeading(root: HTMLElement | null): void {
  const heading = root?.querySelector("h1");
  if (heading === null || heading === undefined) return;

  heading.tabIndex = -1;
  heading.style.outline = "none";
  heading.focus({ preventScroll: true });
}

function isTyping(element: Element | null): boolean {
  return element !== null && element.matches("input, textarea, select");
}

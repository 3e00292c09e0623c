import { useEffect, useRef } from "react";

let isFirstPage = true;

/** A page that takes another's place gives its heading the focus, so that a screen reader says where one is. */
export function useHeadingFocus() {
  const root = useRef<HTMLDivElement>(null);

  useEffect(() => {
    // The first page of a visit keeps the browser's own focus; somebody who is searching keeps typing.
    if (!isFirstPage && !isTyping(document.activeElement)) focusHeading(root.current);
    isFirstPage = false;
  }, []);

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

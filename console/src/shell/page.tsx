import { Box } from "@mantine/core";
import { useRouterState } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import type { ComponentProps, ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { PageHeader } from "@latchkey/ui";

interface PageProps extends Omit<ComponentProps<typeof PageHeader>, "title"> {
  /** Heading of the page and, with the product's name, title of the document. */
  title: string;
  children: ReactNode;
}

let focusedPath: string | null = null;

/** One screen: sets the document's title, shows the heading, and moves the focus there after a navigation. */
export function Page({ title, children, ...header }: PageProps) {
  const root = useRef<HTMLDivElement>(null);
  const { t } = useTranslation();
  // The address changes before the screen does: only the resolved one tells that this screen is the one shown.
  const pathname = useRouterState({ select: (state) => state.resolvedLocation?.pathname });

  useEffect(() => {
    document.title = t("shell.documentTitle", { title });
  }, [t, title]);

  useEffect(() => {
    if (pathname === undefined) return;

    // The first page of a visit keeps the browser's own focus: the skip link comes first then.
    if (focusedPath !== null && focusedPath !== pathname) focusHeading(root.current);
    focusedPath = pathname;
  }, [pathname]);

  return (
    <Box ref={root} maw={1400}>
      <PageHeader title={title} {...header} />
      {children}
    </Box>
  );
}

function focusHeading(root: HTMLElement | null): void {
  const heading = root?.querySelector("h1");
  if (heading === null || heading === undefined) return;

  heading.tabIndex = -1;
  heading.style.outline = "none";
  heading.focus({ preventScroll: true });
}

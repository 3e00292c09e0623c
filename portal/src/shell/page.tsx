import { Box } from "@mantine/core";
import type { ComponentProps, ReactNode } from "react";
import { PageHeader } from "@latchkey/ui";
import { usePortal } from "./portal-info.ts";
import { useHeadingFocus } from "./use-heading-focus.ts";
import { usePageTitle } from "./use-page-title.ts";

interface PageProps extends Omit<ComponentProps<typeof PageHeader>, "title"> {
  /** Heading of the page and, with the portal's name, title of the document. */
  title: string;
  children?: ReactNode;
}

/** One screen of somebody who is signed in. */
export function Page({ title, children, ...header }: PageProps) {
  const root = useHeadingFocus();
  usePageTitle(title, usePortal().name);

  return (
    <Box ref={root}>
      <PageHeader title={title} {...header} />
      {children}
    </Box>
  );
}

import type { ReactNode } from "react";
import { Outlet } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { ColorSchemeToggle, SkipLink } from "@latchkey/ui";
import classes from "./app-frame.module.css";
import { Brand } from "./brand.tsx";
import { FrameNotices } from "./frame-notices.tsx";
import { HeaderSearch } from "./header-search.tsx";
import { LinkAnchor } from "./links.tsx";
import { MeMenu } from "./me-menu.tsx";
import { usePortal } from "./portal-info.ts";

const contentId = "content";

/** The frame of every page of somebody who is signed in: name of the portal, search, tools of rooms, own menu, content. */
export function AppFrame({ tools }: { tools?: ReactNode }) {
  const { t } = useTranslation();
  const portal = usePortal();

  return (
    <>
      <SkipLink targetId={contentId} />
      <header className={classes.header}>
        <LinkAnchor
          className={classes.home}
          to="/$slug"
          params={{ slug: portal.slug }}
          underline="never"
          c="inherit"
          aria-label={t("portal.toHome", { portal: portal.name })}
        >
          <Brand name={portal.name} />
        </LinkAnchor>
        <HeaderSearch />
        <div className={classes.tools}>
          <span className={classes.wideOnly}>
            <ColorSchemeToggle />
          </span>
          {tools}
          <MeMenu />
        </div>
      </header>
      <main className={classes.main} id={contentId} tabIndex={-1}>
        <FrameNotices />
        <Outlet />
      </main>
    </>
  );
}

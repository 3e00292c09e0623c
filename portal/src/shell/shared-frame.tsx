import type { ReactNode } from "react";
import { LanguageSwitch } from "@latchkey/account";
import { ColorSchemeToggle, SkipLink } from "@latchkey/ui";
import classes from "./app-frame.module.css";
import { Brand } from "./brand.tsx";

const contentId = "content";

/** The frame for visitors with a link: no search, no menu, no way into the portal. */
export function SharedFrame({ portalName, children }: { portalName: string; children: ReactNode }) {
  return (
    <>
      <SkipLink targetId={contentId} />
      <header className={classes.header}>
        <div className={classes.home}>
          <Brand name={portalName} />
        </div>
        <div className={classes.tools}>
          <LanguageSwitch isInHeader />
          <ColorSchemeToggle />
        </div>
      </header>
      <main className={classes.main} id={contentId} tabIndex={-1}>
        {children}
      </main>
    </>
  );
}

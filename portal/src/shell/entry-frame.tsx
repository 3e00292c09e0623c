import type { FrameProps } from "@latchkey/account";
import { EntryPage } from "./entry-page.tsx";
import { usePortal } from "./portal-info.ts";

/** The page before the portal, for the screens that the console has too. */
export function EntryFrame(props: FrameProps) {
  return <EntryPage portalName={usePortal().name} {...props} />;
}

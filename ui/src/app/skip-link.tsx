import classes from "./skip-link.module.css";
import { useUi } from "./ui-context.ts";

/** First tab stop of a page: jumps over the navigation to the element with `targetId` (give it `tabIndex={-1}`). */
export function SkipLink({ targetId = "content" }: { targetId?: string }) {
  const { words } = useUi();

  return (
    <a className={classes.link} href={`#${targetId}`}>
      {words.skipToContent}
    </a>
  );
}

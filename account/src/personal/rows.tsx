import { Children } from "react";
import type { ReactNode } from "react";
import classes from "./rows.module.css";

/** Nothing at all where there is no row: an empty list would still be announced, and leave a gap. */
export function Rows({ children }: { children: ReactNode }) {
  if (Children.count(children) === 0) return null;

  return <ul className={classes.list}>{children}</ul>;
}

/** One thing of a list: facts at the start, what can be done at the end; below each other where it is narrow. */
export function Row({ children, actions }: { children: ReactNode; actions?: ReactNode }) {
  return (
    <li className={classes.row}>
      <div className={classes.facts}>{children}</div>
      {actions === undefined ? null : <div className={classes.actions}>{actions}</div>}
    </li>
  );
}

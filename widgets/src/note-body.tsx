import classes from "./widget-card.module.css";

/** Plain text: whatever looks like markup in it is shown as it was typed. */
export function NoteBody({ text }: { text: string }) {
  return <p className={classes.note}>{text}</p>;
}

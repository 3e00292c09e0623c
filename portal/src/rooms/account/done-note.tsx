import { Text } from "@mantine/core";
import { IconCheck } from "@tabler/icons-react";
import classes from "./done-note.module.css";

/** Says beside the button that something was done, also to screen readers; stays until the next try. */
export function DoneNote({ text, isShown }: { text: string; isShown: boolean }) {
  return (
    <Text size="sm" c="var(--mantine-color-success)" role="status" className={classes.note}>
      {isShown ? (
        <>
          <IconCheck size={16} aria-hidden /> {text}
        </>
      ) : null}
    </Text>
  );
}

import { Text } from "@mantine/core";
import { IconCheck } from "@tabler/icons-react";
import classes from "./done-note.module.css";

/** Says beside the button that something was done, also to screen readers; empty until then. */
export function DoneNote({ text }: { text: string | null }) {
  return (
    <Text size="sm" c="var(--mantine-color-success)" role="status" className={classes.note}>
      {text === null ? null : (
        <>
          <IconCheck size={16} aria-hidden /> {text}
        </>
      )}
    </Text>
  );
}

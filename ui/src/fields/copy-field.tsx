import { Button, Group, TextInput, VisuallyHidden } from "@mantine/core";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import { useRef, useState } from "react";
import { useUi } from "../app/ui-context.ts";
import { copyFrom } from "./copy-from.ts";

export interface CopyFieldProps {
  label: string;
  value: string;
  description?: string;
}

/** A value to take along, such as a link or a token that is shown once. */
export function CopyField({ label, value, description }: CopyFieldProps) {
  const { words } = useUi();
  const inputRef = useRef<HTMLInputElement>(null);
  const [outcome, setOutcome] = useState<"none" | "copied" | "failed">("none");

  async function copy() {
    const input = inputRef.current;
    if (input === null) return;

    const isCopied = await copyFrom(input);
    setOutcome(isCopied ? "copied" : "failed");
    if (isCopied) setTimeout(() => setOutcome("none"), 2500);
  }

  const isCopied = outcome === "copied";

  return (
    <Group align="flex-end" gap="xs" wrap="nowrap">
      <TextInput
        ref={inputRef}
        label={label}
        description={description}
        error={outcome === "failed" ? words.copyFailed : undefined}
        value={value}
        readOnly
        flex={1}
        miw={0}
        styles={{ input: { fontFamily: "var(--mantine-font-family-monospace)" } }}
        onFocus={(event) => event.currentTarget.select()}
      />
      <Button
        variant="default"
        leftSection={isCopied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
        onClick={() => void copy()}
      >
        {isCopied ? words.copied : words.copy}
      </Button>
      <VisuallyHidden role="status">{isCopied ? words.copied : ""}</VisuallyHidden>
    </Group>
  );
}

import { TextInput } from "@mantine/core";
import { useEffect, useRef } from "react";

interface CodeFieldProps {
  label: string;
  description?: string | undefined;
  value: string;
  onChange: (value: string) => void;
  error?: string | undefined;
  /** Recovery codes have letters. */
  hasLetters?: boolean;
  /** Not where it would take the focus from what stands before it. */
  hasAutoFocus?: boolean;
}

/** One field for the whole code, so that pasting and filling in by the browser work (WCAG 2.2, 3.3.8). */
export function CodeField({ label, description, value, onChange, error, hasLetters = false, hasAutoFocus = true }: CodeFieldProps) {
  const field = useRef<HTMLInputElement>(null);

  useEffect(() => {
    if (hasAutoFocus) field.current?.focus({ preventScroll: true });
  }, [hasAutoFocus]);

  return (
    <TextInput
      ref={field}
      label={label}
      description={description}
      name="code"
      autoComplete="one-time-code"
      inputMode={hasLetters ? "text" : "numeric"}
      autoCapitalize="none"
      spellCheck={false}
      maxLength={40}
      required
      data-autofocus={hasAutoFocus || undefined}
      value={value}
      error={error}
      onChange={(event) => onChange(event.currentTarget.value)}
      styles={{ input: { fontFamily: "var(--mantine-font-family-monospace)", letterSpacing: "0.08em" } }}
    />
  );
}

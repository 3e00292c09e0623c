import { PasswordInput as MantinePasswordInput, Text } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import type { KeyboardEvent, ReactNode } from "react";
import { useUi } from "../app/ui-context.ts";

export interface PasswordInputProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  /** `new-password` lets managers suggest one, `current-password` lets them fill it in. */
  autoComplete: "new-password" | "current-password";
  description?: ReactNode;
  error?: ReactNode;
  isRequired?: boolean;
  /** Only where it is the first field of a page that asks for nothing else. */
  hasAutoFocus?: boolean;
  name?: string;
  /** How good the password is, in words; below the field. */
  meter?: ReactNode;
}

/** Pasting and password managers work, what was typed can be shown, and caps lock is pointed out. */
export function PasswordInput({
  label,
  value,
  onChange,
  autoComplete,
  description,
  error,
  isRequired = false,
  hasAutoFocus = false,
  name,
  meter,
}: PasswordInputProps) {
  const { words } = useUi();
  const ref = useRef<HTMLInputElement>(null);
  const [isShown, setIsShown] = useState(false);
  const [isCapsLock, setIsCapsLock] = useState(false);
  useEffect(() => {
    if (hasAutoFocus) ref.current?.focus();
  }, [hasAutoFocus]);
  const readCapsLock = (event: KeyboardEvent) => setIsCapsLock(event.getModifierState("CapsLock"));

  return (
    <div>
      <MantinePasswordInput
        label={label}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        autoComplete={autoComplete}
        autoCapitalize="none"
        spellCheck={false}
        description={description}
        error={error}
        required={isRequired}
        ref={ref}
        data-autofocus={hasAutoFocus || undefined}
        name={name}
        visible={isShown}
        onVisibilityChange={setIsShown}
        visibilityToggleButtonProps={{ "aria-label": isShown ? words.hidePassword : words.showPassword, tabIndex: 0 }}
        onKeyDown={readCapsLock}
        onKeyUp={readCapsLock}
        onBlur={() => setIsCapsLock(false)}
      />
      <Text size="sm" role="status" mt={isCapsLock ? 4 : 0}>
        {isCapsLock ? words.capsLock : ""}
      </Text>
      {meter}
    </div>
  );
}

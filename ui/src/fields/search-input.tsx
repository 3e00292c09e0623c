import { CloseButton, Kbd, TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import type { KeyboardEvent } from "react";
import { useUi } from "../app/ui-context.ts";

export interface SearchInputProps {
  value: string;
  /** Called when typing pauses, at once on Enter and on clearing. */
  onChange: (value: string) => void;
  /** What is searched, e.g. "Search users"; shown as placeholder and spoken as name. */
  label: string;
  /** The key / focuses it; on one field per page. Off for people who switched shortcuts off (WCAG 2.1.4). */
  hasShortcut?: boolean;
  pauseMilliseconds?: number;
  width?: number | string;
}

export function SearchInput({ value, onChange, label, hasShortcut = true, pauseMilliseconds = 250, width = 280 }: SearchInputProps) {
  const { words } = useUi();
  const inputRef = useRef<HTMLInputElement>(null);
  const [draft, setDraft] = useDraft(value);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useSlashFocus(inputRef, hasShortcut);
  useEffect(() => () => clearTimeout(timer.current), []);

  function send(next: string, afterMilliseconds: number) {
    setDraft(next);
    clearTimeout(timer.current);
    if (afterMilliseconds === 0) onChange(next);
    else timer.current = setTimeout(() => onChange(next), afterMilliseconds);
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === "Enter") send(draft, 0);
    if (event.key === "Escape" && draft !== "") send("", 0);
  }

  const clear = <CloseButton size="sm" aria-label={words.clearSearch} onClick={() => send("", 0)} />;
  const hint = hasShortcut ? (
    <Kbd size="xs" aria-hidden>
      /
    </Kbd>
  ) : null;

  return (
    <TextInput
      ref={inputRef}
      type="search"
      role="searchbox"
      aria-label={label}
      placeholder={label}
      {...(hasShortcut ? { "aria-keyshortcuts": "/" } : {})}
      leftSection={<IconSearch size={16} aria-hidden />}
      rightSection={draft === "" ? hint : clear}
      w={width}
      maw="100%"
      maxLength={200}
      value={draft}
      onChange={(event) => send(event.currentTarget.value, pauseMilliseconds)}
      onKeyDown={onKeyDown}
      styles={{ input: { appearance: "none" } }}
    />
  );
}

/** What is being typed; follows the value when that changes from outside, e.g. by the Back button. */
function useDraft(value: string) {
  const [draft, setDraft] = useState(value);
  const [seen, setSeen] = useState(value);
  if (seen !== value) {
    setSeen(value);
    setDraft(value);
  }

  return [draft, setDraft] as const;
}

function useSlashFocus(ref: React.RefObject<HTMLInputElement | null>, isOn: boolean) {
  useEffect(() => {
    if (!isOn) return;

    function onKeyDown(event: globalThis.KeyboardEvent) {
      const isPlain = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey;
      if (!isPlain || isTyping(event.target)) return;
      event.preventDefault();
      ref.current?.focus();
    }

    document.addEventListener("keydown", onKeyDown);

    return () => document.removeEventListener("keydown", onKeyDown);
  }, [ref, isOn]);
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches("input, textarea, select"));
}

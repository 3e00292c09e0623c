import { useState } from "react";
import type { Tag } from "@latchkey/contract";
import { TagEditor } from "@latchkey/ui";
import { toTags, useTagLoaders } from "../resources/index.ts";
import { toPairs } from "./use-simulation.ts";

interface PairsEditorProps {
  of: string;
  label: string;
  description: string;
  /** `key=value` each, as in the address. */
  value: readonly string[] | undefined;
  onChange: (pairs: string[] | undefined) => void;
}

/** Tags in the address: only whole ones get there, what is half typed stays here. */
export function PairsEditor({ of, label, description, value, onChange }: PairsEditorProps) {
  const loaders = useTagLoaders(of);
  const stored = value?.join("\n") ?? "";
  const [rows, setRows] = useState<Tag[]>(() => toPairs(value));
  const [seen, setSeen] = useState(stored);
  // Another link was followed: what stands in the address wins over what is shown.
  if (seen !== stored) {
    setSeen(stored);
    if (wholePairs(rows).join("\n") !== stored) setRows(toPairs(value));
  }

  function put(next: Tag[]) {
    const whole = wholePairs(next);
    setRows(next);
    if (whole.join("\n") !== stored) onChange(whole.length === 0 ? undefined : whole);
  }

  return <TagEditor label={label} description={description} pairs={rows} onChange={put} {...loaders} />;
}

function wholePairs(rows: readonly Tag[]): string[] {
  const pairs = toTags(rows)
    .filter(({ key, value }) => key !== "" && value !== "")
    .map(({ key, value }) => `${key}=${value}`);

  return [...new Set(pairs)];
}

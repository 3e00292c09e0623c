import { useDebouncedValue } from "@mantine/hooks";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { SuggestionInput } from "./suggestion-input.tsx";
import { useTagKeys, useTagValues } from "./use-tag-suggestions.ts";

const pauseMilliseconds = 200;

interface TagInputProps {
  /** Whose tags are offered. */
  of: string;
  value: string;
  onChange: (value: string) => void;
  error?: ReactNode;
  /** Where it is not simply the key or the value. */
  label?: string;
}

export function TagKeyInput({ of, value, onChange, error, label }: TagInputProps) {
  const { t } = useTranslation();
  const [search] = useDebouncedValue(value, pauseMilliseconds);
  const known = useTagKeys(of, search);
  const suggestions = (known.data?.items ?? []).map(({ key, count, isSetByUsers }) => ({
    text: key,
    note: isSetByUsers ? `${t("access.editor.usedBy", { count })}, ${t("access.editor.setByUsers")}` : t("access.editor.usedBy", { count }),
  }));

  return (
    <SuggestionInput label={label ?? t("access.editor.key")} value={value} onChange={onChange} suggestions={suggestions} error={error} />
  );
}

export function TagValueInput({ of, tagKey, value, onChange, error, label }: TagInputProps & { tagKey: string }) {
  const { t } = useTranslation();
  const [search] = useDebouncedValue(value, pauseMilliseconds);
  const [key] = useDebouncedValue(tagKey.trim(), pauseMilliseconds);
  const known = useTagValues(of, key, search);
  const suggestions = (known.data?.items ?? []).map((each) => ({
    text: each.value,
    note: t("access.editor.usedBy", { count: each.count }),
  }));

  return (
    <SuggestionInput label={label ?? t("access.editor.value")} value={value} onChange={onChange} suggestions={suggestions} error={error} />
  );
}

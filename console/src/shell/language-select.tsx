import { Select } from "@mantine/core";
import { languageChoices } from "./language-choices.ts";

interface LanguageSelectProps {
  label: string;
  description: string;
  /** What stands there for nobody's choice. */
  placeholder: string;
  value: string | null;
  onChange: (language: string | null) => void;
  readOnly?: boolean;
}

/** What a person reads; cleared, they said nothing. */
export function LanguageSelect({ value, ...props }: LanguageSelectProps) {
  return <Select data={languageChoices(value)} value={value} searchable clearable={props.readOnly !== true} {...props} />;
}

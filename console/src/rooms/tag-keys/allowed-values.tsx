import { Switch, TagsInput } from "@mantine/core";
import { useTranslation } from "react-i18next";

interface AllowedValuesProps {
  /** Null allows any. */
  value: string[] | null;
  onChange: (value: string[] | null) => void;
  /** What the list begins with when it is switched on. */
  start: string[];
  suggestions: string[];
  error: string | undefined;
}

/** Any value, or only those of a list. */
export function AllowedValues({ value, onChange, start, suggestions, error }: AllowedValuesProps) {
  const { t } = useTranslation();

  return (
    <>
      <Switch
        label={t("tagKeys.limitValues")}
        description={t("tagKeys.limitValuesHelp")}
        checked={value !== null}
        onChange={(event) => onChange(event.currentTarget.checked ? start : null)}
      />
      {value === null ? null : (
        <TagsInput
          label={t("tagKeys.allowedValues")}
          description={t("tagKeys.allowedValuesHelp")}
          value={value}
          onChange={onChange}
          splitChars={["\n"]}
          acceptValueOnBlur
          maxDropdownHeight={240}
          data={suggestions}
          error={error}
        />
      )}
    </>
  );
}

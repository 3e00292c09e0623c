import { MultiSelect } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useProfiles } from "../profiles/index.ts";

interface ProfilePickerProps {
  value: string[];
  onChange: (profileIds: string[]) => void;
  isDisabled: boolean;
}

/** Which profiles an administrator is a member of. */
export function ProfilePicker({ value, onChange, isDisabled }: ProfilePickerProps) {
  const { t } = useTranslation();
  const profiles = useProfiles().data?.items ?? [];

  return (
    <MultiSelect
      label={t("settings.administratorProfiles")}
      description={isDisabled ? t("settings.administratorSuperHelp") : t("settings.administratorProfilesHelp")}
      data={profiles.map((profile) => ({ value: profile.id, label: profile.name }))}
      value={value}
      onChange={onChange}
      disabled={isDisabled}
      searchable
      clearable
    />
  );
}

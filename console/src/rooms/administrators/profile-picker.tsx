import { Checkbox, MultiSelect, Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useProfiles } from "../profiles/index.ts";

export interface Memberships {
  profileIds: string[];
  /** Those of them in which only roles and policies allow anything. */
  limitedProfileIds: string[];
}

interface ProfilePickerProps {
  value: Memberships;
  onChange: (memberships: Memberships) => void;
  isDisabled: boolean;
}

/** Which profiles an administrator is a member of, and where they are limited. */
export function ProfilePicker({ value, onChange, isDisabled }: ProfilePickerProps) {
  const { t } = useTranslation();
  const profiles = useProfiles().data?.items ?? [];
  const { profileIds, limitedProfileIds } = value;

  return (
    <Stack gap="xs">
      <MultiSelect
        label={t("settings.administratorProfiles")}
        description={isDisabled ? t("settings.administratorSuperHelp") : t("settings.administratorProfilesHelp")}
        data={profiles.map((profile) => ({ value: profile.id, label: profile.name }))}
        value={profileIds}
        onChange={(ids) => onChange({ profileIds: ids, limitedProfileIds: limitedProfileIds.filter((id) => ids.includes(id)) })}
        disabled={isDisabled}
        searchable
        clearable
        clearButtonProps={{ "aria-label": t("common.clearAll") }}
      />
      {isDisabled || profileIds.length === 0 ? null : (
        <Checkbox.Group
          label={t("settings.administratorLimited")}
          description={t("settings.administratorLimitedHelp")}
          value={limitedProfileIds}
          onChange={(ids) => onChange({ profileIds, limitedProfileIds: ids })}
        >
          <Stack gap="xs" mt={6}>
            {profileIds.map((id) => (
              <Checkbox key={id} value={id} label={profiles.find((profile) => profile.id === id)?.name ?? id} />
            ))}
          </Stack>
        </Checkbox.Group>
      )}
    </Stack>
  );
}

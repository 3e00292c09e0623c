import { Select, TextInput } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { languageChoices } from "../../shell/index.ts";
import { timeZoneChoices } from "./choices.ts";

export interface ProfileFieldValues extends Record<string, unknown> {
  name: string;
  slug: string;
  timeZone: string;
  language: string;
}

interface ProfileFieldsProps {
  form: UseFormReturnType<ProfileFieldValues>;
  onNameChange?: (name: string) => void;
  onSlugChange?: () => void;
}

/** What a profile is made of, for creating and changing one. */
export function ProfileFields({ form, onNameChange, onSlugChange }: ProfileFieldsProps) {
  const { t } = useTranslation();
  const zones = useMemo(() => timeZoneChoices(new Date()), []);
  const name = form.getInputProps("name");
  const slug = form.getInputProps("slug");
  const portalUrl = `${globalThis.location.origin}/p/${form.values.slug === "" ? "…" : form.values.slug}`;

  return (
    <>
      <TextInput
        label={t("shell.profileName")}
        description={t("shell.profileNameHelp")}
        required
        maxLength={100}
        data-autofocus
        {...name}
        onChange={(event) => {
          form.setFieldValue("name", event.currentTarget.value);
          onNameChange?.(event.currentTarget.value);
        }}
      />
      <TextInput
        label={t("shell.profileSlug")}
        description={t("shell.profileSlugHelp", { url: portalUrl })}
        inputWrapperOrder={["label", "input", "description", "error"]}
        required
        maxLength={50}
        leftSection="/p/"
        spellCheck={false}
        autoCapitalize="none"
        {...slug}
        onChange={(event) => {
          form.setFieldValue("slug", event.currentTarget.value.toLowerCase());
          onSlugChange?.();
        }}
      />
      <Select
        label={t("shell.profileTimeZone")}
        data={zones}
        searchable
        required
        allowDeselect={false}
        {...form.getInputProps("timeZone")}
      />
      <Select
        label={t("shell.profileLanguage")}
        description={t("shell.profileLanguageHelp")}
        data={languageChoices(form.values.language)}
        searchable
        required
        allowDeselect={false}
        {...form.getInputProps("language")}
      />
    </>
  );
}

import { Group, NativeSelect } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { mailState, mailTemplate } from "@latchkey/contract";
import { SearchInput } from "@latchkey/ui";
import { useSearchPatch } from "../../shell/index.ts";
import type { MailSearch } from "./mail-search.ts";

/** Filters of the list; every one of them lives in the address. */
export function MailFilters({ search }: { search: MailSearch }) {
  const { t } = useTranslation();
  const patch = useSearchPatch<MailSearch>();
  const templates = mailTemplate.options
    .map((template) => ({ value: template, label: t(`mail.templates.${template}`) }))
    .toSorted((one, other) => one.label.localeCompare(other.label));

  return (
    <Group gap="sm" mb="md" align="flex-end">
      <SearchInput
        label={t("mail.search")}
        value={search.search ?? ""}
        onChange={(value) => patch({ search: value === "" ? undefined : value }, { isTyping: true })}
      />
      <NativeSelect
        aria-label={t("mail.state")}
        value={search.state?.[0] ?? ""}
        data={[
          { value: "", label: t("mail.stateAll") },
          ...mailState.options.map((state) => ({ value: state, label: t(`mail.states.${state}`) })),
        ]}
        onChange={({ currentTarget: { value } }) => patch({ state: mailState.options.filter((state) => state === value) })}
      />
      <NativeSelect
        aria-label={t("mail.template")}
        value={search.template?.[0] ?? ""}
        data={[{ value: "", label: t("mail.templateAll") }, ...templates]}
        onChange={({ currentTarget: { value } }) => patch({ template: mailTemplate.options.filter((template) => template === value) })}
      />
    </Group>
  );
}

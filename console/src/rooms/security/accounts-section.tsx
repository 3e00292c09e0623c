import { NumberInput, Select, Stack, Switch, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api } from "../../shell/index.ts";
import { Section } from "./section.tsx";
import type { SectionProps } from "./security-form.ts";

const width = 420;
const analysesMax = 100;

const choices = [
  { value: "off", label: "security.deletionOff" },
  { value: "mail_owner", label: "security.deletionMailOwner" },
  { value: "delete", label: "security.deletionDelete" },
  { value: "webhook", label: "security.deletionWebhook" },
  { value: "analysis", label: "security.deletionAnalysis" },
] as const;

/** What people may do with their accounts, and administrators with those of others. */
export function AccountsSection({ form, profileId }: SectionProps & { profileId: string | null }) {
  const { t } = useTranslation();
  const { accounts } = form.values;
  const offered = choices.filter(({ value }) => profileId !== null || value !== "analysis");

  return (
    <Section title={t("security.accounts")}>
      <Select
        label={t("security.deletion")}
        maw={width}
        allowDeselect={false}
        data={offered.map(({ value, label }) => ({ value, label: t(label) }))}
        value={accounts.deletion}
        onChange={(next) => form.setFieldValue("accounts.deletion", choices.find(({ value }) => value === next)?.value ?? "mail_owner")}
        error={form.errors["accounts.deletion"]}
      />
      <Stack gap="sm">
        {accounts.deletion === "off" ? null : (
          <NumberInput
            label={t("security.deletionGraceDays")}
            maw={width}
            min={0}
            max={90}
            {...form.getInputProps("accounts.deletionGraceDays")}
          />
        )}
        {accounts.deletion === "webhook" ? (
          <TextInput
            label={t("security.webhookUrl")}
            maw={width}
            type="url"
            value={accounts.deletionWebhookUrl ?? ""}
            onChange={(event) => form.setFieldValue("accounts.deletionWebhookUrl", orNull(event.currentTarget.value))}
            error={form.errors["accounts.deletionWebhookUrl"]}
          />
        ) : null}
        {accounts.deletion === "analysis" && profileId !== null ? <AnalysisChoice form={form} profileId={profileId} /> : null}
        <TextInput
          label={t("security.ownerEmail")}
          description={t("security.ownerEmailHelp")}
          maw={width}
          type="email"
          autoComplete="off"
          value={accounts.ownerEmail ?? ""}
          onChange={(event) => form.setFieldValue("accounts.ownerEmail", orNull(event.currentTarget.value))}
          error={form.errors["accounts.ownerEmail"]}
        />
      </Stack>
      <Switch label={t("security.mayDownloadData")} {...form.getInputProps("accounts.mayDownloadData", { type: "checkbox" })} />
      {profileId === null ? null : (
        <NumberInput
          label={t("security.loginAsMinutesMax")}
          maw={width}
          min={5}
          max={480}
          {...form.getInputProps("accounts.loginAsMinutesMax")}
        />
      )}
    </Section>
  );
}

function AnalysisChoice({ form, profileId }: SectionProps & { profileId: string }) {
  const { t } = useTranslation();
  const { data } = useQuery({
    queryKey: ["profiles", profileId, "analyses", "choices"],
    queryFn: ({ signal }) => api.analyses.listAnalyses({ params: { profileId }, query: { limit: analysesMax }, signal }),
  });

  return (
    <Select
      label={t("security.analysis")}
      maw={width}
      searchable
      data={(data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
      value={form.values.accounts.deletionAnalysisId}
      onChange={(id) => form.setFieldValue("accounts.deletionAnalysisId", id)}
      error={form.errors["accounts.deletionAnalysisId"]}
    />
  );
}

function orNull(value: string): string | null {
  return value.trim() === "" ? null : value.trim();
}

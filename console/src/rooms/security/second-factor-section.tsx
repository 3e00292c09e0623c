import { Checkbox, Group, MultiSelect, Radio, Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { SecondFactorMethod, SecuritySettings } from "@latchkey/contract";
import { MomentInput } from "../access/index.ts";
import { Section } from "./section.tsx";
import type { SectionProps } from "./security-form.ts";
import type { RoleChoice } from "./use-role-choices.ts";

type Rule = SecuritySettings["secondFactor"]["rule"];

const rules = [
  { value: "off", label: "security.factorOff", text: "security.factorOffText" },
  { value: "optional", label: "security.factorOptional", text: "security.factorOptionalText" },
  { value: "required", label: "security.factorRequired", text: "security.factorRequiredText" },
] as const;

const kinds = [
  { value: "totp", label: "security.kindTotp" },
  { value: "email_code", label: "security.kindEmail" },
  { value: "sms_code", label: "security.kindSms" },
  { value: "passkey", label: "security.kindPasskey" },
] as const;

/** Who needs a second factor, from when on, and which kinds. Roles exist in profiles only. */
export function SecondFactorSection({ form, roles }: SectionProps & { roles: readonly RoleChoice[] | null }) {
  const { t } = useTranslation();
  const { rule, requiredFrom, requiredRoleIds, methods } = form.values.secondFactor;
  const isDated = rule === "required" || requiredRoleIds.length > 0;

  return (
    <Section title={t("security.secondFactor")}>
      <Radio.Group
        aria-label={t("security.secondFactor")}
        value={rule}
        onChange={(value) => form.setFieldValue("secondFactor.rule", toRule(value))}
      >
        <Stack gap="xs">
          {rules.map(({ value, label, text }) => (
            <Radio key={value} value={value} label={t(label)} description={t(text)} />
          ))}
        </Stack>
      </Radio.Group>
      {roles === null || rule !== "optional" ? null : (
        <MultiSelect
          label={t("security.requiredRoles")}
          data={roles.map(({ id, name }) => ({ value: id, label: name }))}
          value={requiredRoleIds}
          onChange={(ids) => form.setFieldValue("secondFactor.requiredRoleIds", ids)}
          error={form.errors["secondFactor.requiredRoleIds"]}
          searchable
          clearable
          clearButtonProps={{ "aria-label": t("common.clearAll") }}
        />
      )}
      {isDated ? (
        <MomentInput
          label={t("security.requiredFrom")}
          description={t("security.requiredFromHelp")}
          value={requiredFrom ?? undefined}
          onChange={(moment) => form.setFieldValue("secondFactor.requiredFrom", moment ?? null)}
          error={form.errors["secondFactor.requiredFrom"]}
        />
      ) : null}
      {rule === "off" ? null : (
        <Checkbox.Group
          label={t("security.factorMethods")}
          value={methods}
          onChange={(values) => form.setFieldValue("secondFactor.methods", toMethods(values))}
          error={form.errors["secondFactor.methods"]}
        >
          <Group gap="md" mt="xs">
            {kinds.map(({ value, label }) => (
              <Checkbox key={value} value={value} label={t(label)} />
            ))}
          </Group>
        </Checkbox.Group>
      )}
    </Section>
  );
}

function toRule(value: string): Rule {
  return rules.find((each) => each.value === value)?.value ?? "optional";
}

function toMethods(values: readonly string[]): SecondFactorMethod[] {
  return kinds.map(({ value }) => value).filter((value) => values.includes(value));
}

import { Checkbox } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { ThingsPicker } from "../resources/index.ts";

export interface ScopeChoice {
  policies: boolean;
  assignments: boolean;
  /** All when empty. */
  policyIds: string[];
  /** All when empty. */
  roleIds: string[];
}

interface ScopeFieldsProps {
  value: ScopeChoice;
  onChange: (scope: ScopeChoice) => void;
}

/** What a review looks at. */
export function ScopeFields({ value, onChange }: ScopeFieldsProps) {
  const { t } = useTranslation();

  return (
    <>
      <Checkbox
        label={t("reviews.scopePolicies")}
        checked={value.policies}
        onChange={(event) => onChange({ ...value, policies: event.currentTarget.checked })}
      />
      {value.policies ? (
        <ThingsPicker
          type="access_management"
          label={t("reviews.onlyPolicies")}
          value={value.policyIds}
          onChange={(policyIds) => onChange({ ...value, policyIds })}
        />
      ) : null}
      <Checkbox
        label={t("reviews.scopeAssignments")}
        checked={value.assignments}
        onChange={(event) => onChange({ ...value, assignments: event.currentTarget.checked })}
      />
      {value.assignments ? (
        <ThingsPicker
          type="role"
          label={t("reviews.onlyRoles")}
          value={value.roleIds}
          onChange={(roleIds) => onChange({ ...value, roleIds })}
        />
      ) : null}
    </>
  );
}

/** As the API takes it: a list that is left out means all. */
export function toScope({ policies, assignments, policyIds, roleIds }: ScopeChoice) {
  return { policies, assignments, ...(policyIds.length === 0 ? {} : { policyIds }), ...(roleIds.length === 0 ? {} : { roleIds }) };
}

import { Button, Group, SegmentedControl } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { ThingPicker } from "../resources/index.ts";
import type { DraftSearch } from "./simulate-search.ts";

interface DraftChoiceProps {
  value: DraftSearch;
  onChange: (change: DraftSearch) => void;
  isRequired?: boolean;
}

/** Which stored policy is taken to be active, or away. */
export function DraftChoice({ value, onChange, isRequired = false }: DraftChoiceProps) {
  const { t } = useTranslation();

  return (
    <Group gap="sm" align="flex-end">
      <ThingPicker
        type="access_management"
        label={isRequired ? t("simulate.draftPolicy") : t("simulate.draftPolicyOptional")}
        value={value.policyId ?? ""}
        onChange={(policyId) => onChange({ policyId })}
      />
      <SegmentedControl
        aria-label={t("simulate.draftAs")}
        value={value.as ?? "active"}
        onChange={(as) => onChange({ as: as === "off" ? "off" : "active" })}
        data={[
          { value: "active", label: t("simulate.asActive") },
          { value: "off", label: t("simulate.asOff") },
        ]}
        disabled={value.policyId === undefined}
      />
      {value.policyId === undefined || isRequired ? null : (
        <Button variant="default" onClick={() => onChange({ policyId: undefined, as: undefined })}>
          {t("simulate.noDraft")}
        </Button>
      )}
    </Group>
  );
}

import { Group, SegmentedControl, Select, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useSearchPatch } from "../../shell/index.ts";
import { labelOfType, useCatalogue } from "../access/index.ts";
import { ThingPicker } from "../resources/index.ts";
import type { DecisionsSearch } from "./decisions-search.ts";

/** Which decisions are shown: of whom, about what, which way, on which days. */
export function DecisionFilters({ search }: { search: DecisionsSearch }) {
  const { t } = useTranslation();
  const ask = useSearchPatch<DecisionsSearch>();
  const types = Object.keys(useCatalogue());

  return (
    <Group gap="sm" mb="sm" align="flex-end">
      <ThingPicker
        type="run_user"
        label={t("access.subject.run_user")}
        value={search.subjectId ?? ""}
        onChange={(id) => ask({ subjectId: id === "" ? undefined : id })}
        isClearable
      />
      <Select
        label={t("access.explain.whatKind")}
        placeholder={t("common.any")}
        value={search.resourceType ?? null}
        onChange={(type) => ask({ resourceType: type ?? undefined, resourceId: undefined })}
        data={types.map((type) => ({ value: type, label: labelOfType(t, type) }))}
        clearable
        clearButtonProps={{ "aria-label": t("resources.clearChoice") }}
        searchable
        w={180}
      />
      {search.resourceType === undefined ? null : (
        <ThingPicker
          key={search.resourceType}
          type={search.resourceType}
          label={t("access.explain.what")}
          value={search.resourceId ?? ""}
          onChange={(id) => ask({ resourceId: id === "" ? undefined : id })}
          isClearable
        />
      )}
      <DayInput label={t("decisions.from")} value={search.from} onChange={(from) => ask({ from })} />
      <DayInput label={t("decisions.to")} value={search.to} onChange={(to) => ask({ to })} />
      <SegmentedControl
        aria-label={t("decisions.decision")}
        value={search.decision ?? "all"}
        onChange={(value) => ask({ decision: value === "allow" || value === "deny" ? value : undefined })}
        data={[
          { value: "all", label: t("common.all") },
          { value: "allow", label: t("simulate.allowed") },
          { value: "deny", label: t("simulate.denied") },
        ]}
      />
    </Group>
  );
}

interface DayInputProps {
  label: string;
  value: string | undefined;
  onChange: (day: string | undefined) => void;
}

function DayInput({ label, value, onChange }: DayInputProps) {
  return (
    <TextInput
      type="date"
      label={label}
      value={value ?? ""}
      onChange={(event) => onChange(event.currentTarget.value === "" ? undefined : event.currentTarget.value)}
    />
  );
}

import { Group, NativeSelect, Pill } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { SearchInput } from "@latchkey/ui";
import { useSearchPatch } from "../../shell/index.ts";
import { areas } from "./areas.ts";
import type { AuditSearch } from "./audit-search.ts";
import { MomentField } from "./moment-field.tsx";
import { isRangeName, rangeStart } from "./time-range.ts";

interface AuditFiltersProps {
  search: AuditSearch;
  isDeployment: boolean;
}

/** Filters of the log; every one of them lives in the address. */
export function AuditFilters({ search, isDeployment }: AuditFiltersProps) {
  const { t } = useTranslation();
  const patch = useSearchPatch<AuditSearch>();
  const offered = areas.filter((area) => area.isDeployment === isDeployment || area.isDeployment === "both");

  return (
    <Group gap="sm" mb="md" align="flex-end">
      <SearchInput
        label={t("audit.search")}
        value={search.search ?? ""}
        onChange={(value) => patch({ search: value === "" ? undefined : value }, { isTyping: true })}
      />
      <NativeSelect
        aria-label={t("audit.area")}
        value={search.action?.[0] ?? ""}
        data={[{ value: "", label: t("audit.areaAll") }, ...offered.map((area) => ({ value: area.prefix, label: t(area.word) }))]}
        onChange={(event) => patch({ action: event.currentTarget.value === "" ? undefined : [event.currentTarget.value] })}
      />
      <NativeSelect
        aria-label={t("audit.result")}
        value={search.result ?? ""}
        data={[
          { value: "", label: t("audit.resultAll") },
          { value: "ok", label: t("audit.resultOk") },
          { value: "refused", label: t("audit.resultRefused") },
        ]}
        onChange={({ currentTarget: { value } }) => patch({ result: value === "ok" || value === "refused" ? value : undefined })}
      />
      <RangeSelect search={search} />
      <IdPill id={search.actorId} onRemove={() => patch({ actorId: undefined })} />
      <IdPill id={search.objectId} onRemove={() => patch({ objectId: undefined, objectType: undefined })} />
    </Group>
  );
}

/** "Last 24 hours" sets the start once and shows it, so that the link means the same tomorrow. */
function RangeSelect({ search }: { search: AuditSearch }) {
  const { t } = useTranslation();
  const patch = useSearchPatch<AuditSearch>();

  return (
    <>
      <NativeSelect
        aria-label={t("audit.range")}
        value={search.from === undefined && search.to === undefined ? "" : "own"}
        data={[
          { value: "", label: t("audit.rangeAll") },
          { value: "hour", label: t("audit.rangeHour") },
          { value: "day", label: t("audit.rangeDay") },
          { value: "week", label: t("audit.rangeWeek") },
          { value: "month", label: t("audit.rangeMonth") },
          { value: "own", label: t("audit.rangeOwn") },
        ]}
        onChange={({ currentTarget: { value } }) => {
          if (value === "") patch({ from: undefined, to: undefined });
          else patch({ from: rangeStart(isRangeName(value) ? value : "day", new Date()), to: undefined });
        }}
      />
      {(search.from !== undefined || search.to !== undefined) && (
        <>
          <MomentField label={t("audit.from")} value={search.from} onChange={(from) => patch({ from })} />
          <MomentField label={t("audit.to")} value={search.to} onChange={(to) => patch({ to })} />
        </>
      )}
    </>
  );
}

function IdPill({ id, onRemove }: { id: string | undefined; onRemove: () => void }) {
  const { t } = useTranslation();
  if (id === undefined) return null;

  const name = t("audit.onlyId", { id });
  return (
    <Pill
      withRemoveButton
      onRemove={onRemove}
      removeButtonProps={{ "aria-label": t("audit.removeFilter", { name }), "aria-hidden": false, tabIndex: 0 }}
    >
      {name}
    </Pill>
  );
}

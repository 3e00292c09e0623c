import { Group, Select } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { AssigneeType } from "@latchkey/contract";
import { ThingPicker } from "../resources/index.ts";

interface AssigneeFieldsProps {
  type: AssigneeType;
  id: string;
  onChange: (assignee: { type: AssigneeType; id: string }) => void;
  error: string | undefined;
}

const assigneeTypes: readonly AssigneeType[] = ["run_user", "group", "administrator"];

/** To whom: first which kind, then which one. */
export function AssigneeFields({ type, id, onChange, error }: AssigneeFieldsProps) {
  const { t } = useTranslation();

  return (
    <Group grow align="flex-start">
      <Select
        label={t("roles.toWhom")}
        value={type}
        onChange={(next) => next !== null && onChange({ type: next, id: "" })}
        data={assigneeTypes.map((value) => ({ value, label: t(`roles.assigneeType.${value}`) }))}
        allowDeselect={false}
      />
      <ThingPicker
        key={type}
        type={type}
        label={t(`roles.pick.${type}`)}
        value={id}
        onChange={(next) => onChange({ type, id: next })}
        error={error}
        isRequired
      />
    </Group>
  );
}

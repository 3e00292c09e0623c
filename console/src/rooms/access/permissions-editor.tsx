import { randomId } from "@mantine/hooks";
import { Stack } from "@mantine/core";
import { useState } from "react";
import type { Permission, SubjectType } from "@latchkey/contract";
import { PermissionRows } from "./permission-rows.tsx";
import { newPermissionRow, toPermission, toPermissionRows } from "./policy-form.ts";
import type { PermissionRow } from "./policy-form.ts";
import { useDescribing } from "./use-describing.ts";

interface PermissionsEditorProps {
  value: readonly Permission[];
  onChange: (permissions: Permission[]) => void;
  /** By path below the object that has the permissions, e.g. `permissions.0.resource.key`. */
  errors: Readonly<Record<string, string>>;
  /** Who is meant by them: only what these can be granted at all is offered. */
  subjects: readonly SubjectType[];
}

/** Permissions without targets, as roles have them. */
export function PermissionsEditor({ value, onChange, errors, subjects }: PermissionsEditorProps) {
  const [rows, setRows] = useState(() => toPermissionRows(value));
  const [sent, setSent] = useState(value);
  const describing = useDescribing([{ targets: [], permissions: [...value] }]);
  // Somebody else put another value in, e.g. after a conflict.
  if (value !== sent && JSON.stringify(value) !== JSON.stringify(rows.map(toPermission))) {
    setSent(value);
    setRows(toPermissionRows(value));
  }

  function put(next: PermissionRow[]) {
    const permissions = next.map(toPermission);
    setRows(next);
    setSent(permissions);
    onChange(permissions);
  }

  return (
    <Stack gap="xs">
      <PermissionRows
        rows={rows}
        subjects={subjects}
        errors={errors}
        describing={describing}
        onChange={(index, change) => put(rows.map((row, at) => (at === index ? { ...row, ...change } : row)))}
        onAdd={() => put([...rows, newPermissionRow(randomId(), rows.at(-1)?.resource.type)])}
        onRemove={(index) => put(rows.filter((_, at) => at !== index))}
      />
    </Stack>
  );
}

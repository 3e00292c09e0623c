import { Button, Fieldset, Group, Stack, Text, Title } from "@mantine/core";
import { useState } from "react";
import type { FormEvent } from "react";
import { useTranslation } from "react-i18next";
import type { RoleBody } from "@latchkey/contract";
import { errorsBelow, fieldErrors, LeaveGuard, ProblemAlert } from "../../shell/index.ts";
import { ConditionsEditor, ImpactSection, PermissionsEditor } from "../access/index.ts";
import { RoleBasics } from "./role-basics.tsx";

interface RoleFormProps {
  start: RoleBody;
  /** The role that is edited; absent for a new one. */
  roleId?: string | undefined;
  /** A file keeps it: it can only be looked at. */
  isLocked?: boolean;
  submitLabel: string;
  isBusy: boolean;
  error: unknown;
  onSubmit: (body: RoleBody) => void;
}

const subjects = ["run_user", "administrator"] as const;

/** Name, permissions, included roles and conditions: the same form creates and edits. */
export function RoleForm({ start, roleId, isLocked = false, submitLabel, isBusy, error, onSubmit }: RoleFormProps) {
  const { t } = useTranslation();
  const [values, setValues] = useState(start);
  const { known, others } = fieldErrors(error, ["name", "description", "permissions", "includes", "conditions"]);
  const permissionErrors = errorsBelow(error);
  const isDirty = JSON.stringify(values) !== JSON.stringify(start);
  const change = (part: Partial<RoleBody>) => setValues((before) => ({ ...before, ...part }));

  function submit(event: FormEvent) {
    event.preventDefault();
    onSubmit({ ...values, name: values.name.trim(), description: values.description.trim() });
  }

  return (
    <form onSubmit={submit}>
      <Fieldset variant="unstyled" disabled={isLocked}>
        <Stack maw={900} gap="lg">
          <LeaveGuard isDirty={isDirty && !isBusy} />
          <ProblemAlert error={error} others={others} />
          <RoleBasics values={values} onChange={change} roleId={roleId} errors={known} />
          <section aria-labelledby="role-permissions">
            <Title order={2} size="h3" id="role-permissions">
              {t("roles.permissions")}
            </Title>
            <Text size="sm" c="dimmed" mb="xs">
              {t("roles.permissionsHelp")}
            </Text>
            <PermissionsEditor
              value={values.permissions}
              onChange={(permissions) => change({ permissions })}
              errors={permissionErrors}
              subjects={subjects}
            />
          </section>
          <section aria-labelledby="role-conditions">
            <Title order={2} size="h3" id="role-conditions">
              {t("roles.conditions")}
            </Title>
            <Text size="sm" c="dimmed" mb="xs">
              {t("roles.conditionsHelp")}
            </Text>
            <ConditionsEditor
              value={values.conditions}
              onChange={(conditions) => change({ conditions })}
              errors={errorsBelow(error, "conditions")}
            />
          </section>
          {roleId !== undefined && isDirty ? <ImpactSection changes={[{ kind: "put_role", roleId, role: values }]} /> : null}
          <Group>
            <Button type="submit" loading={isBusy} disabled={values.name.trim() === "" || (roleId !== undefined && !isDirty)}>
              {submitLabel}
            </Button>
            {roleId !== undefined && isDirty ? (
              <Button variant="default" onClick={() => setValues(start)}>
                {t("roles.undo")}
              </Button>
            ) : null}
          </Group>
        </Stack>
      </Fieldset>
    </form>
  );
}

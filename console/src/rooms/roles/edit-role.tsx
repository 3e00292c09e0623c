import { useTranslation } from "react-i18next";
import type { Role } from "@latchkey/contract";
import { isConflict, ManagedByFile, sayDone, StoredMeanwhile } from "../../shell/index.ts";
import { RoleForm } from "./role-form.tsx";
import { useRole, useSaveRole } from "./use-roles.ts";

export function EditRole({ role }: { role: Role }) {
  const { t } = useTranslation();
  const save = useSaveRole();
  const stored = useRole(role.id);
  const { name, description, permissions, includes, conditions } = role;

  function load() {
    save.reset();
    void stored.refetch();
  }

  return (
    <>
      <ManagedByFile mark={role.managedBy} />
      {isConflict(save.error) ? <StoredMeanwhile onLoad={load} /> : null}
      <RoleForm
        key={role.version}
        start={{ name, description, permissions, includes, conditions }}
        roleId={role.id}
        isLocked={role.managedBy !== null}
        submitLabel={t("common.save")}
        isBusy={save.isPending}
        error={isConflict(save.error) ? null : save.error}
        onSubmit={(body) => save.mutate({ body, stored: role }, { onSuccess: () => sayDone(t("roles.saved")) })}
      />
    </>
  );
}

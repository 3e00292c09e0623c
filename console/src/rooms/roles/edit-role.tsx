import { useTranslation } from "react-i18next";
import type { Role, RoleBody } from "@latchkey/contract";
import { HandOver, isConflict, ManagedByFile, sayDone, StoredMeanwhile } from "../../shell/index.ts";
import { ConsentDialog, RevertNotice, useConsent } from "../access/index.ts";
import { RoleForm } from "./role-form.tsx";
import { useConfirmRole, useHandOverRole, useRole, useSaveRole } from "./use-roles.ts";

export function EditRole({ role }: { role: Role }) {
  const { t } = useTranslation();
  const save = useSaveRole();
  const confirm = useConfirmRole();
  const handOver = useHandOverRole(role);
  const stored = useRole(role.id);
  const consent = useConsent(save, () => sayDone(t("roles.saved")));
  const { name, description, permissions, includes, conditions } = role;
  const asked = consent.asked?.body;

  function load() {
    save.reset();
    void stored.refetch();
  }

  return (
    <>
      <ManagedByFile mark={role.managedBy}>
        <HandOver name={name} mutation={handOver} />
      </ManagedByFile>
      <RevertNotice id={role.id} pendingRevert={role.pendingRevert} confirm={confirm} />
      {isConflict(save.error) ? <StoredMeanwhile onLoad={load} /> : null}
      <RoleForm
        key={role.version}
        start={{ name, description, permissions, includes, conditions }}
        roleId={role.id}
        isLocked={role.managedBy !== null}
        submitLabel={t("common.save")}
        isBusy={save.isPending}
        error={isConflict(save.error) ? null : consent.error}
        onSubmit={(body) => (isDeciding(role, body) ? consent.review({ body, stored: role }) : consent.submit({ body, stored: role }))}
      />
      <ConsentDialog
        {...consent.dialog}
        title={t("policies.review.title", { name })}
        changes={asked === undefined ? undefined : [{ kind: "put_role", roleId: role.id, role: asked }]}
        confirmLabel={t("common.save")}
        isRevertOffered
      />
    </>
  );
}

/** Another name or description changes no decision. */
function isDeciding(stored: Role, { permissions, includes, conditions }: RoleBody): boolean {
  const before = [stored.permissions, stored.includes, stored.conditions];

  return JSON.stringify(before) !== JSON.stringify([permissions, includes, conditions]);
}

import { Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconShieldLock, IconTrash, IconUserPlus } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Role } from "@latchkey/contract";
import { sayDone, useIsUnrestricted, useMay, useProfileId } from "../../shell/index.ts";
import { ConsentDialog } from "../access/index.ts";
import type { ConsentTerms } from "../access/index.ts";
import { RoleRestrictionsDialog } from "../security/index.ts";
import { AssignRoleDialog } from "./assign-role-dialog.tsx";
import { useDeleteRole } from "./use-roles.ts";

/** Give it to somebody, say from where and when it counts, and delete. */
export function RoleActions({ role }: { role: Role }) {
  const { t } = useTranslation();
  const may = useMay();
  const [isAssigning, assigning] = useDisclosure(false);
  const [isDeleting, deletion] = useDisclosure(false);
  const [isRestricting, restricting] = useDisclosure(false);
  const isUnrestricted = useIsUnrestricted();

  return (
    <>
      {may("access_management", "edit") ? (
        <Button leftSection={<IconUserPlus size={16} aria-hidden />} onClick={assigning.open}>
          {t("roles.assign")}
        </Button>
      ) : null}
      {isUnrestricted ? (
        <Button variant="default" leftSection={<IconShieldLock size={16} aria-hidden />} onClick={restricting.open}>
          {t("security.restrictions")}
        </Button>
      ) : null}
      {role.builtIn === null && may("access_management", "delete") ? (
        <Button
          variant="default"
          leftSection={<IconTrash size={16} aria-hidden />}
          onClick={deletion.open}
          disabled={role.managedBy !== null}
        >
          {t("common.delete")}
        </Button>
      ) : null}
      <AssignRoleDialog role={role} isOpen={isAssigning} onClose={assigning.close} />
      {isRestricting ? <RoleRestrictionsDialog role={role} onClose={restricting.close} /> : null}
      <DeleteRoleDialog role={role} isOpen={isDeleting} onClose={deletion.close} />
    </>
  );
}

function DeleteRoleDialog({ role, isOpen, onClose }: { role: Role; isOpen: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const profileId = useProfileId();
  const navigate = useNavigate();
  const remove = useDeleteRole();

  function confirm(terms: ConsentTerms) {
    remove.mutate(
      { roleId: role.id, ...terms },
      {
        onSuccess: () => {
          sayDone(t("roles.deleted"));
          void navigate({ to: "/profiles/$profileId/roles", params: { profileId }, ignoreBlocker: true });
        },
      },
    );
  }

  return (
    <ConsentDialog
      isOpen={isOpen}
      onClose={onClose}
      onConfirm={confirm}
      changes={[{ kind: "delete_role", roleId: role.id }]}
      title={t("roles.deleteTitle", { name: role.name })}
      confirmLabel={t("roles.delete")}
      isDangerous
      isBusy={remove.isPending}
      error={remove.error}
    >
      {t("roles.deleteText")}
    </ConsentDialog>
  );
}

import { getRouteApi } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { PolicyBody, Role, RoleBody, RoleVersion } from "@latchkey/contract";
import { LoadingState } from "@latchkey/ui";
import { api, ProblemAlert, sayDone, useMay, useProfileId } from "../../shell/index.ts";
import { ConsentDialog, diffPolicies, useDescribing, VersionDifference, VersionMeaning, VersionsView } from "../access/index.ts";
import { useNames } from "../resources/index.ts";
import { roleVersionsKey, useRestoreRole, useRoleVersion } from "./use-role-versions.ts";

const route = getRouteApi("/signed-in/profiles/$profileId/roles/$roleId");

/** Every save of the role. */
export function RoleVersions({ role }: { role: Role }) {
  const search = route.useSearch();
  const profileId = useProfileId();
  const may = useMay();

  return (
    <VersionsView
      queryKey={roleVersionsKey(profileId, role.id)}
      load={({ query, signal }) => api.roles.listRoleVersions({ params: { profileId, roleId: role.id }, query, signal })}
      current={role.version}
      chosen={search}
      isLocked={role.managedBy !== null || !may("access_management", "edit")}
      renderComparison={(from, to) => <Comparison roleId={role.id} from={from} to={to} />}
      renderRestore={(version, onClose) => <RestoreRole role={role} version={version} onClose={onClose} />}
    />
  );
}

function Comparison({ roleId, from, to }: { roleId: string; from: number; to: number }) {
  const before = useRoleVersion(roleId, from);
  const after = useRoleVersion(roleId, to);
  if (before.isError || after.isError) return <ProblemAlert error={before.error ?? after.error} />;
  if (before.data === undefined || after.data === undefined) return <LoadingState kind="lines" count={2} />;

  const [earlier, later] = [toRules(before.data.body), toRules(after.data.body)];

  return (
    <>
      <Difference before={earlier} after={later} />
      <VersionMeaning before={{ kind: "put_role", roleId, role: earlier }} after={{ kind: "put_role", roleId, role: later }} />
    </>
  );
}

function Difference({ before, after }: { before: RoleBody; after: RoleBody }) {
  const { t } = useTranslation();
  const [earlier, later] = [asPolicy(before), asPolicy(after)];
  const describing = useDescribing([earlier, later]);
  const nameOf = useNames([...before.includes, ...after.includes].map((id) => ({ type: "role", id })));
  const said = (id: string) => ({ field: t("roles.includes"), item: nameOf("role", id) ?? id });
  const changes = diffPolicies(earlier, later);
  const more = [
    ...before.includes.filter((id) => !after.includes.includes(id)).map((id) => t("access.conflict.removed", said(id))),
    ...after.includes.filter((id) => !before.includes.includes(id)).map((id) => t("access.conflict.added", said(id))),
  ];

  return <VersionDifference changes={changes} describing={describing} more={more} />;
}

interface RestoreRoleProps {
  role: Role;
  version: number;
  onClose: () => void;
}

/** An old version becomes a new one, after a look at what that would do today. */
function RestoreRole({ role, version, onClose }: RestoreRoleProps) {
  const { t } = useTranslation();
  const read = useRoleVersion(role.id, version);
  const restore = useRestoreRole(role);
  if (read.data === undefined) return read.isError ? <ProblemAlert error={read.error} /> : null;

  const body = toRules(read.data.body);
  const onSuccess = () => {
    sayDone(t("policies.versions.restored", { version }));
    onClose();
  };

  return (
    <ConsentDialog
      isOpen
      onClose={onClose}
      onConfirm={(terms) => restore.mutate({ version, ...terms }, { onSuccess })}
      changes={[{ kind: "put_role", roleId: role.id, role: body }]}
      title={t("policies.versions.restoreTitle", { version })}
      confirmLabel={t("policies.versions.restore")}
      isBusy={restore.isPending}
      error={restore.error}
    >
      <Difference before={toRules(role)} after={body} />
    </ConsentDialog>
  );
}

function toRules({ name, description, permissions, includes, conditions }: Role | RoleVersion["body"]): RoleBody {
  return { name, description, permissions, includes, conditions };
}

/** As far as a role is like a policy, their differences are told in the same words. */
function asPolicy({ name, description, permissions, conditions }: RoleBody): PolicyBody {
  return { name, description, status: "active", targets: [], permissions, conditions, tags: [] };
}

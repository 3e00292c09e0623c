import { getRouteApi } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Group, GroupBody, PolicyBody } from "@latchkey/contract";
import { LoadingState } from "@latchkey/ui";
import { api, ProblemAlert, sayDone, useMay, useProfileId } from "../../shell/index.ts";
import { ConsentDialog, diffPolicies, useDescribing, VersionDifference, VersionMeaning, VersionsView } from "../access/index.ts";
import { useNames } from "../resources/index.ts";
import { describeRule } from "./describe-rule.ts";
import { groupVersionsKey, useGroupVersion, useRestoreGroup } from "./use-group-versions.ts";

const route = getRouteApi("/signed-in/profiles/$profileId/groups/$groupId");

/** Every save of the group; who joined and left by hand is in its activity. */
export function GroupVersions({ group }: { group: Group }) {
  const search = route.useSearch();
  const profileId = useProfileId();
  const may = useMay();

  return (
    <VersionsView
      queryKey={groupVersionsKey(profileId, group.id)}
      load={({ query, signal }) => api.groups.listGroupVersions({ params: { profileId, groupId: group.id }, query, signal })}
      current={group.version}
      chosen={search}
      isLocked={group.managedBy !== null || !may("access_management", "edit")}
      renderComparison={(from, to) => <Comparison groupId={group.id} from={from} to={to} />}
      renderRestore={(version, onClose) => <RestoreGroup group={group} version={version} onClose={onClose} />}
    />
  );
}

function Comparison({ groupId, from, to }: { groupId: string; from: number; to: number }) {
  const before = useGroupVersion(groupId, from);
  const after = useGroupVersion(groupId, to);
  if (before.isError || after.isError) return <ProblemAlert error={before.error ?? after.error} />;
  if (before.data === undefined || after.data === undefined) return <LoadingState kind="lines" count={2} />;

  const [earlier, later] = [before.data.body, after.data.body];

  return (
    <>
      <Difference before={earlier} after={later} />
      <VersionMeaning before={{ kind: "put_group", groupId, group: earlier }} after={{ kind: "put_group", groupId, group: later }} />
    </>
  );
}

function Difference({ before, after }: { before: GroupBody; after: GroupBody }) {
  const { t } = useTranslation();
  const [earlier, later] = [asPolicy(before), asPolicy(after)];
  const describing = useDescribing([earlier, later]);
  const nameOf = useNames([before, after].flatMap(({ parentId }) => (parentId === null ? [] : [{ type: "group", id: parentId }])));
  const none = t("access.conflict.emptyText");
  const parent = ({ parentId: id }: GroupBody) => (id === null ? none : (nameOf("group", id) ?? id));
  const rule = ({ rule: said }: GroupBody) => (said === null ? none : describeRule(t, said, describing.language));
  const more = [
    { field: t("groups.parent"), before: parent(before), after: parent(after) },
    { field: t("groups.hasRule"), before: rule(before), after: rule(after) },
  ].flatMap((line) => (line.before === line.after ? [] : [t("access.conflict.from", line)]));

  return <VersionDifference changes={diffPolicies(earlier, later)} describing={describing} more={more} />;
}

interface RestoreGroupProps {
  group: Group;
  version: number;
  onClose: () => void;
}

/** An old version becomes a new one, after a look at what that would do today; members by hand stay. */
function RestoreGroup({ group, version, onClose }: RestoreGroupProps) {
  const { t } = useTranslation();
  const read = useGroupVersion(group.id, version);
  const restore = useRestoreGroup(group);
  if (read.data === undefined) return read.isError ? <ProblemAlert error={read.error} /> : null;

  const { body } = read.data;
  const { name, description, parentId, rule, tags } = group;
  const onSuccess = () => {
    sayDone(t("policies.versions.restored", { version }));
    onClose();
  };

  return (
    <ConsentDialog
      isOpen
      onClose={onClose}
      onConfirm={(terms) => restore.mutate({ version, ...terms }, { onSuccess })}
      changes={[{ kind: "put_group", groupId: group.id, group: body }]}
      title={t("policies.versions.restoreTitle", { version })}
      confirmLabel={t("policies.versions.restore")}
      isBusy={restore.isPending}
      error={restore.error}
    >
      <Difference before={{ name, description, parentId, rule, tags }} after={body} />
    </ConsentDialog>
  );
}

/** As far as a group is like a policy, their differences are told in the same words. */
function asPolicy({ name, description, tags }: GroupBody): PolicyBody {
  return { name, description, status: "active", targets: [], permissions: [], conditions: {}, tags };
}

import { useTranslation } from "react-i18next";
import type { Group, GroupBody } from "@latchkey/contract";
import { HandOver, isConflict, ManagedByFile, sayDone, StoredMeanwhile, useMay } from "../../shell/index.ts";
import { ConsentDialog, RevertNotice, useConsent } from "../access/index.ts";
import { GroupForm } from "./group-form.tsx";
import { useConfirmGroup, useGroup, useHandOverGroup, useUpdateGroup } from "./use-groups.ts";

/** The whole definition of a group, ready to be changed. */
export function GroupDetails({ group }: { group: Group }) {
  const { t } = useTranslation();
  const may = useMay();
  const update = useUpdateGroup(group);
  const confirm = useConfirmGroup();
  const handOver = useHandOverGroup(group);
  const stored = useGroup(group.id);
  const consent = useConsent(update, () => sayDone(t("groups.saved")));
  const { name, description, parentId, rule, tags } = group;
  const asked = consent.asked?.body;

  function load() {
    update.reset();
    void stored.refetch();
  }

  return (
    <>
      <ManagedByFile mark={group.managedBy}>
        <HandOver name={name} mutation={handOver} />
      </ManagedByFile>
      <RevertNotice id={group.id} pendingRevert={group.pendingRevert} confirm={confirm} />
      {isConflict(update.error) ? <StoredMeanwhile onLoad={load} /> : null}
      <GroupForm
        // A saved or reloaded version starts the form anew; what was typed over an older one is kept until then.
        key={group.version}
        start={{ name, description, parentId, rule, tags }}
        group={group}
        isLocked={group.managedBy !== null || !may("access_management", "edit")}
        submitLabel={t("common.save")}
        isBusy={update.isPending}
        error={isConflict(update.error) ? null : consent.error}
        onSubmit={(body) => (isDeciding(group, body) ? consent.review({ body }) : consent.submit({ body }))}
      />
      <ConsentDialog
        {...consent.dialog}
        title={t("policies.review.title", { name })}
        changes={asked === undefined ? undefined : [{ kind: "put_group", groupId: group.id, group: asked }]}
        confirmLabel={t("common.save")}
        isRevertOffered
      />
    </>
  );
}

/** Another name or description changes no decision. */
function isDeciding(stored: Group, { parentId, rule, tags }: GroupBody): boolean {
  return JSON.stringify([stored.parentId, stored.rule, stored.tags]) !== JSON.stringify([parentId, rule, tags]);
}

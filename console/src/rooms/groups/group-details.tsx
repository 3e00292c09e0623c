import { useTranslation } from "react-i18next";
import type { Group } from "@latchkey/contract";
import { isConflict, ManagedByFile, sayDone, StoredMeanwhile, useMay } from "../../shell/index.ts";
import { GroupForm } from "./group-form.tsx";
import { useGroup, useUpdateGroup } from "./use-groups.ts";

/** The whole definition of a group, ready to be changed. */
export function GroupDetails({ group }: { group: Group }) {
  const { t } = useTranslation();
  const may = useMay();
  const update = useUpdateGroup(group);
  const stored = useGroup(group.id);
  const { name, description, parentId, rule, tags } = group;

  function load() {
    update.reset();
    void stored.refetch();
  }

  return (
    <>
      <ManagedByFile mark={group.managedBy} />
      {isConflict(update.error) ? <StoredMeanwhile onLoad={load} /> : null}
      <GroupForm
        // A saved or reloaded version starts the form anew; what was typed over an older one is kept until then.
        key={group.version}
        start={{ name, description, parentId, rule, tags }}
        group={group}
        isLocked={group.managedBy !== null || !may("access_management", "edit")}
        submitLabel={t("common.save")}
        isBusy={update.isPending}
        error={isConflict(update.error) ? null : update.error}
        onSubmit={(body) => update.mutate(body, { onSuccess: () => sayDone(t("groups.saved")) })}
      />
    </>
  );
}

import { Modal } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { RegisteredTagKey } from "@latchkey/contract";
import { ConfirmMutation, HandOverDialog } from "../../shell/index.ts";
import { RenameForm } from "./rename-form.tsx";
import { TagKeyForm } from "./tag-key-form.tsx";
import { useHandOverTagKey, useUnregisterTagKey } from "./use-tag-keys.ts";

export type TagKeyTask =
  | { kind: "register"; key: string }
  | { kind: "edit"; entry: RegisteredTagKey }
  | { kind: "rename"; key: string }
  | { kind: "hand-over"; entry: RegisteredTagKey }
  | { kind: "unregister"; entry: RegisteredTagKey };

interface TagKeyDialogsProps {
  task: TagKeyTask | null;
  onClose: () => void;
}

/** The dialog of whatever was chosen. */
export function TagKeyDialogs({ task, onClose }: TagKeyDialogsProps) {
  const { t } = useTranslation();
  if (task === null) return null;
  if (task.kind === "unregister") return <UnregisterDialog entry={task.entry} onClose={onClose} />;
  if (task.kind === "hand-over") return <HandOverEntry entry={task.entry} onClose={onClose} />;

  const titles = {
    register: t("tagKeys.registerTitle"),
    edit: t("tagKeys.editTitle", { key: task.kind === "edit" ? task.entry.key : "" }),
    rename: t("tagKeys.renameTitle", { key: task.kind === "rename" ? task.key : "" }),
  };

  return (
    <Modal opened onClose={onClose} title={titles[task.kind]} size="lg" closeButtonProps={{ "aria-label": t("common.close") }}>
      {task.kind === "rename" ? <RenameForm tagKey={task.key} onClose={onClose} /> : null}
      {task.kind === "edit" ? <TagKeyForm stored={task.entry} tagKey={task.entry.key} onClose={onClose} /> : null}
      {task.kind === "register" ? <TagKeyForm tagKey={task.key} onClose={onClose} /> : null}
    </Modal>
  );
}

function HandOverEntry({ entry, onClose }: { entry: RegisteredTagKey; onClose: () => void }) {
  const handOver = useHandOverTagKey(entry);

  return <HandOverDialog name={entry.key} mutation={handOver} onClose={onClose} />;
}

function UnregisterDialog({ entry, onClose }: { entry: RegisteredTagKey; onClose: () => void }) {
  const { t } = useTranslation();
  const remove = useUnregisterTagKey();

  return (
    <ConfirmMutation
      mutation={remove}
      variables={entry.id}
      done={t("tagKeys.unregistered1", { key: entry.key })}
      onClose={onClose}
      title={t("tagKeys.unregisterTitle", { key: entry.key })}
      confirmLabel={t("tagKeys.unregister")}
    >
      {t("tagKeys.unregisterText")}
    </ConfirmMutation>
  );
}

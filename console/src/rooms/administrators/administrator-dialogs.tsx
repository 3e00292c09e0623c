import type { Administrator } from "@latchkey/contract";
import { PasswordLinkDialog } from "../../shell/index.ts";
import { AdministratorConfirmDialog, type ConfirmKind } from "./administrator-confirm-dialog.tsx";
import { EditAdministratorDialog } from "./edit-administrator-dialog.tsx";
import { useAdministratorPasswordLink } from "./use-administrators.ts";

export type AdministratorTaskKind = ConfirmKind | "edit" | "link";

export interface AdministratorTask {
  kind: AdministratorTaskKind;
  administrator: Administrator;
}

interface AdministratorDialogsProps {
  task: AdministratorTask | null;
  onClose: () => void;
}

/** The dialog of whatever was chosen in a row's menu. */
export function AdministratorDialogs({ task, onClose }: AdministratorDialogsProps) {
  if (task === null) return null;
  if (task.kind === "edit") return <EditAdministratorDialog administrator={task.administrator} onClose={onClose} />;
  if (task.kind === "link") return <LinkDialog administrator={task.administrator} onClose={onClose} />;

  return <AdministratorConfirmDialog kind={task.kind} administrator={task.administrator} onClose={onClose} />;
}

function LinkDialog({ administrator, onClose }: { administrator: Administrator; onClose: () => void }) {
  const makeLink = useAdministratorPasswordLink(administrator.id);

  return <PasswordLinkDialog name={administrator.name} makeLink={makeLink} onClose={onClose} />;
}

import type { User } from "@latchkey/contract";
import { PasswordLinkDialog } from "../../shell/index.ts";
import { LoginAsDialog } from "../security/index.ts";
import { SetPasswordDialog } from "./set-password-dialog.tsx";
import { StatusDialog } from "./status-dialog.tsx";
import { useUserPasswordLink } from "./use-users.ts";

export type UserTask = "password" | "link" | "suspend" | "reinstate" | "delete" | "login_as" | "reject";

interface UserDialogsProps {
  task: UserTask;
  user: User;
  onClose: () => void;
}

/** The dialog of whatever was chosen in a user's menu. */
export function UserDialogs({ task, user, onClose }: UserDialogsProps) {
  if (task === "password") return <SetPasswordDialog user={user} onClose={onClose} />;
  if (task === "link") return <LinkDialog user={user} onClose={onClose} />;

  if (task === "login_as") return <LoginAsDialog user={user} onClose={onClose} />;

  return <StatusDialog change={task} user={user} onClose={onClose} />;
}

function LinkDialog({ user, onClose }: { user: User; onClose: () => void }) {
  const makeLink = useUserPasswordLink(user.id);

  return <PasswordLinkDialog name={user.name} makeLink={makeLink} onClose={onClose} />;
}

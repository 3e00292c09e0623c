import type { UserStatus } from "@latchkey/contract";
import { userErrors } from "./users.errors.ts";

type StatusChange = "suspend" | "reinstate" | "delete" | "restore" | "approve" | "reject";

const sentences: Record<StatusChange, string> = {
  suspend: "Only an active, invited or pending user can be suspended.",
  reinstate: "Only a suspended user can be reinstated.",
  delete: "The user is already deleted.",
  restore: "Only a deleted user can be restored.",
  approve: "Only a pending user can be approved.",
  reject: "Only a pending user can be rejected.",
};

export interface StoredStatus {
  status: UserStatus;
  suspended_at: Date | null;
  is_anonymous: boolean;
  has_password: boolean;
  pending_for: "verification" | "approval" | null;
}

/** The status a change leads to (drawn in README.md); refuses changes that do not start from the stored status. */
export function statusAfter(change: StatusChange, stored: StoredStatus): UserStatus {
  const next = nextStatus(change, stored);
  if (next === null) throw userErrors.wrong_status({ detail: sentences[change] });
  return next;
}

function nextStatus(change: StatusChange, stored: StoredStatus): UserStatus | null {
  const { status, suspended_at } = stored;
  switch (change) {
    case "suspend":
      return status === "active" || status === "invited" || status === "pending" ? "suspended" : null;
    case "reinstate":
      return status === "suspended" ? statusWhenLetIn(stored) : null;
    case "delete":
      return status === "deleted" ? null : "deleted";
    case "approve":
      return status === "pending" ? "active" : null;
    case "reject":
      return status === "pending" ? "deleted" : null;
    case "restore":
      if (status !== "deleted") return null;
      return suspended_at === null ? statusWhenLetIn(stored) : "suspended";
  }
}

/** Whoever never chose a password is still only invited, and whoever waited waits again; the anonymous user never has one. */
function statusWhenLetIn({ is_anonymous, has_password, pending_for }: StoredStatus): UserStatus {
  if (pending_for !== null) return "pending";
  return is_anonymous || has_password ? "active" : "invited";
}

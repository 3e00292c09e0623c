import type { UserStatus } from "@latchkey/contract";
import { userErrors } from "./users.errors.ts";

type StatusChange = "suspend" | "reinstate" | "delete" | "restore";

const sentences: Record<StatusChange, string> = {
  suspend: "Only an active or invited user can be suspended.",
  reinstate: "Only a suspended user can be reinstated.",
  delete: "The user is already deleted.",
  restore: "Only a deleted user can be restored.",
};

export interface StoredStatus {
  status: UserStatus;
  suspended_at: Date | null;
  is_anonymous: boolean;
  has_password: boolean;
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
      return status === "active" || status === "invited" ? "suspended" : null;
    case "reinstate":
      return status === "suspended" ? statusWhenLetIn(stored) : null;
    case "delete":
      return status === "deleted" ? null : "deleted";
    case "restore":
      if (status !== "deleted") return null;
      return suspended_at === null ? statusWhenLetIn(stored) : "suspended";
  }
}

/** Whoever never chose a password is still only invited; the anonymous user never has one. */
function statusWhenLetIn({ is_anonymous, has_password }: StoredStatus): UserStatus {
  return is_anonymous || has_password ? "active" : "invited";
}

import type { Connection } from "../../database/database.ts";
import { accountOf } from "../../http/account.ts";
import type { Context } from "../../http/context.ts";
import { findAllowed } from "../../http/find-allowed.ts";
import { httpErrors } from "../../http/http.errors.ts";
import { deploymentId } from "../../platform/ids.ts";
import { findUser, userKind, userObject } from "../users/index.ts";
import type { SessionOwner } from "./sessions.store.ts";

/** Whose sessions a route is about: the caller's own, a run user's, or an administrator's. */
export type OwnerRef = { who: "myself" } | { who: "run_user"; userId: string } | { who: "administrator"; administratorId: string };

export interface FoundOwner extends SessionOwner {
  /** What the audit log calls them. */
  object: { type: string; id: string; name: string };
}

/** Answers whose sessions are meant; somebody whom the caller may not know about is not found. */
export async function findSessionOwner(
  connection: Connection,
  ctx: Context,
  { ref, needs }: { ref: OwnerRef; needs: "access" | "edit" },
): Promise<FoundOwner> {
  switch (ref.who) {
    case "myself": {
      const { profileId, userId, name } = accountOf(ctx);
      return { profileId, userId, object: { type: userKind(profileId), id: userId, name } };
    }
    case "run_user": {
      const { profileId } = ctx;
      const user = await findAllowed(ctx, { type: "run_user", action: needs }, (filter) =>
        findUser(connection, profileId, ref.userId, filter),
      );
      return { profileId, userId: user.id, object: userObject(user) };
    }
    case "administrator": {
      const user = await findUser(connection, deploymentId, ref.administratorId, { kind: "all" });
      if (!user || user.deleted_at !== null) throw httpErrors.not_found();
      return { profileId: deploymentId, userId: user.id, object: userObject(user) };
    }
  }
}

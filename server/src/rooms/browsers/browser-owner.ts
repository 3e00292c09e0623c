import type { Tx, Connection } from "../../database/database.ts";
import { accountOf } from "../../http/account.ts";
import type { Context } from "../../http/context.ts";
import { findAllowed } from "../../http/find-allowed.ts";
import { httpErrors } from "../../http/http.errors.ts";
import { deploymentId } from "../../platform/ids.ts";
import { findUser } from "../users/index.ts";
import type { BrowserOwner } from "./browsers.store.ts";

/** Whose devices a route is about: the caller's own, a run user's, or an administrator's. */
export type OwnerRef = { who: "myself" } | { who: "run_user"; userId: string } | { who: "administrator"; administratorId: string };

/** Answers whose devices are meant; somebody whom the caller may not know about is not found. */
export async function findBrowserOwner(
  connection: Connection | Tx,
  ctx: Context,
  { ref, needs }: { ref: OwnerRef; needs: "access" | "edit" },
): Promise<BrowserOwner> {
  switch (ref.who) {
    case "myself": {
      const { profileId, userId } = accountOf(ctx);
      return { profileId, userId };
    }
    case "run_user": {
      const { profileId } = ctx;
      const user = await findAllowed(ctx, { type: "run_user", action: needs }, (filter) =>
        findUser(connection, profileId, ref.userId, filter),
      );
      return { profileId, userId: user.id };
    }
    case "administrator": {
      const user = await findUser(connection, deploymentId, ref.administratorId, { kind: "all" });
      if (!user || user.deleted_at !== null) throw httpErrors.not_found();
      return { profileId: deploymentId, userId: user.id };
    }
  }
}

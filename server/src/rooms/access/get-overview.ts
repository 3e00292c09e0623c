import type { Context } from "../../http/context.ts";
import { countThisMonth } from "../data-output/index.ts";
import { countUsersByStatus, findAnonymousUser } from "../users/index.ts";
import { countInProfile } from "./tagged-rows.store.ts";

/** Counts for the profile's home page. */
export async function getOverview(ctx: Context) {
  const { db, profileId } = ctx;
  const [counts, users, anonymousUser, dataOutputThisMonth] = await Promise.all([
    countInProfile(db, profileId),
    countUsersByStatus(db, profileId),
    findAnonymousUser(db, profileId),
    countThisMonth(ctx),
  ]);
  return { users, ...counts, dataOutputThisMonth, hasAnonymousUser: anonymousUser !== undefined };
}

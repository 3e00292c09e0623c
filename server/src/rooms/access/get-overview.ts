import { sql } from "kysely";
import type { Context } from "../../http/context.ts";
import { countThisMonth } from "../data-output/index.ts";
import { countUsersByStatus, findAnonymousUser } from "../users/index.ts";

interface Counts {
  policies: number;
  dashboards: number;
  devices: number;
  analyses: number;
}

/** Counts for the profile's home page. */
export async function getOverview(ctx: Context) {
  const { db, profileId } = ctx;
  const [counts, users, anonymousUser, dataOutputThisMonth] = await Promise.all([
    sql<Counts>`select
      (select count(*) from policies where profile_id = ${profileId}) as policies,
      (select count(*) from dashboards where profile_id = ${profileId}) as dashboards,
      (select count(*) from devices where profile_id = ${profileId}) as devices,
      (select count(*) from analyses where profile_id = ${profileId}) as analyses`.execute(db),
    countUsersByStatus(db, profileId),
    findAnonymousUser(db, profileId),
    countThisMonth(ctx),
  ]);
  const { policies = 0, dashboards = 0, devices = 0, analyses = 0 } = counts.rows[0] ?? {};
  return { users, policies, dashboards, devices, analyses, dataOutputThisMonth, hasAnonymousUser: anonymousUser !== undefined };
}

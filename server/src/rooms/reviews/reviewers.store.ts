import type { ReviewBody } from "@latchkey/contract";
import { sql } from "kysely";
import type { Connection } from "../../database/database.ts";
import { textArray } from "../../database/tags.ts";
import { deploymentId } from "../../platform/ids.ts";

export interface KnownReviewer {
  name: string;
  email: string | null;
}

/** Those who can sign in and belong to the profile, by `type id`. */
export async function listKnownReviewers(
  connection: Connection,
  profileId: string,
  reviewers: ReviewBody["reviewers"],
): Promise<Map<string, KnownReviewer>> {
  const idsOf = (type: string) => textArray(reviewers.filter((each) => each.type === type).map((each) => each.id));
  const result = await sql<{ key: string } & KnownReviewer>`
    select 'run_user ' || id as key, name, email from users
    where profile_id = ${profileId} and id = any(${idsOf("run_user")}) and status in ('active', 'invited') and not is_anonymous
    union all
    select 'administrator ' || u.id, u.name, u.email from users u
    where u.profile_id = ${deploymentId} and u.id = any(${idsOf("administrator")}) and u.deleted_at is null
      and (u.is_super or exists (
        select 1 from memberships m where m.administrator_id = u.id and m.profile_id = ${profileId}))`.execute(connection);
  return new Map(result.rows.map(({ key, name, email }) => [key, { name, email }]));
}

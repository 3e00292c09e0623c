import { sql } from "kysely";
import type { Connection } from "../../database/database.ts";
import type { UserRow } from "../users/index.ts";

/** People who may sign in, have no second factor and were not told yet; by id, those after `afterId`. */
export async function listUsersWithoutFactor(
  connection: Connection,
  profileId: string,
  { afterId, usersMax, dueAt, daysBefore }: { afterId: string; usersMax: number; dueAt: Date; daysBefore: number },
): Promise<UserRow[]> {
  const result = await sql<UserRow>`
    select u.* from users u
    where u.profile_id = ${profileId} and u.id > ${afterId} and u.status = 'active' and u.email is not null and not u.is_anonymous
      and not exists (
        select 1 from factors f where f.profile_id = u.profile_id and f.user_id = u.id and f.confirmed_at is not null)
      and not exists (
        select 1 from reminders r where r.profile_id = u.profile_id and r.kind = 'second_factor' and r.subject_id = u.id
          and r.due_at = ${dueAt} and r.days_before = ${daysBefore})
    order by u.id limit ${usersMax}`.execute(connection);
  return result.rows;
}

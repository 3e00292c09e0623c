import type { Insertable } from "kysely";
import type { Connection, Tx } from "../../database/database.ts";
import type { ReviewNoticesTable } from "./reviews.tables.ts";

/** False when it has been told before: of several nodes that try, one is the first. */
export async function noteNotice(tx: Tx, row: Insertable<ReviewNoticesTable>): Promise<boolean> {
  const result = await tx
    .insertInto("review_notices")
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

/** Open reviews of all profiles that are due within a time and were longer to decide, and of which nobody has been reminded. */
export async function listReviewsToRemind(
  connection: Connection,
  { now, dueBefore, noticeMs }: { now: Date; dueBefore: Date; noticeMs: number },
): Promise<{ profile_id: string; id: string }[]> {
  const rows = await connection
    .selectFrom("reviews")
    .select(["profile_id", "id", "due_at", "created_at"])
    .where("state", "=", "open")
    .where("due_at", ">", now)
    .where("due_at", "<=", dueBefore)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("review_notices as told")
            .select("told.review_id")
            .whereRef("told.profile_id", "=", "reviews.profile_id")
            .whereRef("told.review_id", "=", "reviews.id")
            .whereRef("told.due_at", "=", "reviews.due_at")
            .where("told.kind", "=", "due_soon"),
        ),
      ),
    )
    .orderBy("due_at")
    .limit(1000)
    .execute();
  // Whoever was told of the beginning less than that ago knows the date.
  return rows.filter(({ due_at, created_at }) => due_at.getTime() - created_at.getTime() > noticeMs);
}

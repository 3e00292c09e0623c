import type { ReviewLine, ReviewState } from "@latchkey/contract";
import { sql, type Insertable, type Selectable, type Updateable } from "kysely";
import type { Connection, Tx } from "../../database/database.ts";
import { selectPage } from "../../database/paging.ts";
import { textArray } from "../../database/tags.ts";
import type { ReviewLinesTable, ReviewsTable } from "./reviews.tables.ts";

export type ReviewRow = Selectable<ReviewsTable> & { line_count: number; decided_count: number; revoked_count: number };
export type ReviewLineRow = Selectable<ReviewLinesTable>;

const counts = sql`
  (select count(*) from review_lines l where l.profile_id = reviews.profile_id and l.review_id = reviews.id) as line_count,
  (select count(*) from review_lines l where l.profile_id = reviews.profile_id and l.review_id = reviews.id and l.decision is not null) as decided_count,
  (select count(*) from review_lines l where l.profile_id = reviews.profile_id and l.review_id = reviews.id and l.decision = 'revoke') as revoked_count`;

export async function insertReview(tx: Tx, row: Insertable<ReviewsTable>): Promise<void> {
  await tx.insertInto("reviews").values(row).execute();
}

export async function updateReviewRow(tx: Tx, profileId: string, reviewId: string, changes: Updateable<ReviewsTable>): Promise<void> {
  await tx.updateTable("reviews").set(changes).where("profile_id", "=", profileId).where("id", "=", reviewId).execute();
}

export async function findReview(connection: Connection, profileId: string, reviewId: string): Promise<ReviewRow | undefined> {
  const result = await sql<ReviewRow>`
    select reviews.*, ${counts} from reviews where profile_id = ${profileId} and id = ${reviewId}`.execute(connection);
  return result.rows[0];
}

/** Locks the review: decisions and its closing happen one after the other. */
export async function findReviewForUpdate(tx: Tx, profileId: string, reviewId: string): Promise<ReviewRow | undefined> {
  await sql`select 1 from reviews where profile_id = ${profileId} and id = ${reviewId} for update`.execute(tx);
  return findReview(tx, profileId, reviewId);
}

export interface ReviewListQuery {
  state?: ReviewState[] | undefined;
  limit: number;
  cursor?: string | undefined;
}

export async function listReviewRows(
  connection: Connection,
  profileId: string,
  { state, limit, cursor, reviewer }: ReviewListQuery & { reviewer: { type: string; id: string } | null },
) {
  const isWanted = state?.length ? sql`state = any(${textArray(state)})` : sql`true`;
  const isOwn = reviewer === null ? sql`true` : sql`reviewers @> ${JSON.stringify([reviewer])}::jsonb`;
  return selectPage<ReviewRow>(connection, {
    rows: sql`from reviews where profile_id = ${profileId} and ${isWanted} and ${isOwn}`,
    columns: sql`reviews.*, ${counts}`,
    keyset: { sort: "-createdAt", column: sql`created_at`, id: sql`id`, isDescending: true, type: "timestamptz" },
    limit,
    cursor,
  });
}

/** Open reviews of all profiles whose time is over. */
export async function listDueReviews(connection: Connection, now: Date): Promise<{ profile_id: string; id: string }[]> {
  return (
    connection
      .selectFrom("reviews")
      .select(["profile_id", "id"])
      .where("state", "=", "open")
      .where("due_at", "<=", now)
      // Some may fail to close again and again: they must not keep the others from their turn.
      .orderBy(sql`random()`)
      .limit(100)
      .execute()
  );
}

const linesAtOnceMax = 1000;

/** A line with a place that the review already has is left out. */
export async function insertLines(tx: Tx, rows: readonly Insertable<ReviewLinesTable>[]): Promise<void> {
  for (let start = 0; start < rows.length; start += linesAtOnceMax) {
    await tx
      .insertInto("review_lines")
      .values(rows.slice(start, start + linesAtOnceMax))
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
}

export interface LineListQuery {
  kind?: ReviewLine["kind"][] | undefined;
  decision?: string[] | undefined;
  limit: number;
  cursor?: string | undefined;
}

export async function listLineRows(connection: Connection, profileId: string, reviewId: string, query: LineListQuery) {
  const isKind = query.kind?.length ? sql`kind = any(${textArray(query.kind)})` : sql`true`;
  const isDecided = query.decision?.length ? sql`coalesce(decision, 'none') = any(${textArray(query.decision)})` : sql`true`;
  return selectPage<ReviewLineRow>(connection, {
    rows: sql`from review_lines where profile_id = ${profileId} and review_id = ${reviewId} and ${isKind} and ${isDecided}`,
    keyset: { sort: "place", column: sql`place`, id: sql`id`, isDescending: false, type: "text" },
    limit: query.limit,
    cursor: query.cursor,
  });
}

export async function listAllLines(connection: Connection, profileId: string, reviewId: string): Promise<ReviewLineRow[]> {
  return connection
    .selectFrom("review_lines")
    .selectAll()
    .where("profile_id", "=", profileId)
    .where("review_id", "=", reviewId)
    .orderBy("place")
    .execute();
}

export async function listLinesById(connection: Connection, profileId: string, reviewId: string, lineIds: readonly string[]) {
  return connection
    .selectFrom("review_lines")
    .selectAll()
    .where("profile_id", "=", profileId)
    .where("review_id", "=", reviewId)
    .where("id", "in", lineIds)
    .orderBy("place")
    .execute();
}

export async function updateLines(
  tx: Tx,
  profileId: string,
  lineIds: readonly string[],
  changes: Updateable<ReviewLinesTable>,
): Promise<void> {
  if (lineIds.length === 0) return;
  await tx.updateTable("review_lines").set(changes).where("profile_id", "=", profileId).where("id", "in", lineIds).execute();
}

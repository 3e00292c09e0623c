import type { ResourceFilter } from "@latchkey/contract";
import { sql, type Insertable, type Selectable, type Updateable } from "kysely";
import type { Connection, Tx } from "../../database/database.ts";
import { keysetOf, selectPage, type SortColumns } from "../../database/paging.ts";
import { resourceFilterToSql } from "../../database/resource-filter.ts";
import { ownRestrictionsOf, securityOf } from "../../database/restriction-rows.ts";
import { likePattern } from "../../database/search.ts";
import { taggedColumns } from "../../database/tagged-tables.ts";
import { tagsMeet, textArray } from "../../database/tags.ts";
import type { AnalysesTable } from "./analyses.tables.ts";

export type AnalysisRow = Selectable<AnalysesTable>;

export async function insertAnalysis(tx: Tx, row: Insertable<AnalysesTable>): Promise<AnalysisRow> {
  return tx
    .insertInto("analyses")
    .values({ ...row, tags: textArray(row.tags) })
    .returningAll()
    .executeTakeFirstOrThrow();
}

export async function updateAnalysisRow(
  tx: Tx,
  profileId: string,
  analysisId: string,
  changes: Updateable<AnalysesTable>,
): Promise<AnalysisRow> {
  const { tags, ...others } = changes;
  return tx
    .updateTable("analyses")
    .set(tags === undefined ? others : { ...others, tags: textArray(tags) })
    .where("profile_id", "=", profileId)
    .where("id", "=", analysisId)
    .returningAll()
    .executeTakeFirstOrThrow();
}

export async function deleteAnalysisRow(tx: Tx, profileId: string, analysisId: string): Promise<void> {
  await tx.deleteFrom("analyses").where("profile_id", "=", profileId).where("id", "=", analysisId).execute();
}

export async function findAnalysis(
  connection: Connection,
  profileId: string,
  analysisId: string,
  filter: ResourceFilter,
): Promise<AnalysisRow | undefined> {
  const result = await sql<AnalysisRow>`
    select * from analyses
    where profile_id = ${profileId} and id = ${analysisId} and ${resourceFilterToSql(filter, taggedColumns)}`.execute(connection);
  return result.rows[0];
}

/** Locks the analysis: of two changes at once the second starts from what the first wrote, switched off or not. */
export async function findAnalysisForUpdate(
  tx: Tx,
  profileId: string,
  analysisId: string,
  filter: ResourceFilter,
): Promise<AnalysisRow | undefined> {
  const result = await sql<AnalysisRow>`
    select * from analyses
    where profile_id = ${profileId} and id = ${analysisId} and ${resourceFilterToSql(filter, taggedColumns)} for update`.execute(tx);
  return result.rows[0];
}

/** A running analysis by its token, with the profile's access revision and security settings in the same read. */
/** With what governs from where and when it may call, as JSON text. */
type AnalysisWithRules = AnalysisRow & { access_revision: number; security: string | null; restrictions: string | null };

export async function findActiveAnalysisByToken(connection: Connection, tokenHash: Buffer): Promise<AnalysisWithRules | undefined> {
  const own = ownRestrictionsOf(sql`a.profile_id`, { type: "analysis", id: sql`a.id` });
  const result = await sql<AnalysisWithRules>`
    select a.*, p.access_revision, ${securityOf(sql`a.profile_id`)} as security, ${own} as restrictions from analyses a join profiles p on p.id = a.profile_id
    where a.token_hash = ${tokenHash} and a.is_active`.execute(connection);
  return result.rows[0];
}

export async function touchAnalysis(connection: Connection, profileId: string, analysisId: string, now: Date): Promise<void> {
  await connection
    .updateTable("analyses")
    .set({ last_used_at: now })
    .where("profile_id", "=", profileId)
    .where("id", "=", analysisId)
    .execute();
}

const sortColumns: SortColumns = {
  name: { column: sql`lower(name)`, type: "text", isNeverNull: true },
  createdAt: { column: sql`created_at`, type: "timestamptz", isNeverNull: true },
};

export interface AnalysisListQuery {
  search?: string | undefined;
  tag?: string[] | undefined;
  sort: string;
  limit: number;
  cursor?: string | undefined;
}

export async function listAnalysisRows(connection: Connection, profileId: string, query: AnalysisListQuery, filter: ResourceFilter) {
  return selectPage<AnalysisRow>(connection, {
    rows: sql`from analyses where profile_id = ${profileId} and ${resourceFilterToSql(filter, taggedColumns)}
      and lower(name) like ${likePattern(query.search ?? "")} and ${tagsMeet(taggedColumns.tags, query.tag ?? [])}`,
    keyset: keysetOf(query.sort, sortColumns),
    limit: query.limit,
    cursor: query.cursor,
  });
}

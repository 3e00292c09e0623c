import { sql, type RawBuilder } from "kysely";
import type { Connection } from "./database.ts";

interface PlanNode {
  "Subplan Name"?: string;
  "Plan Rows": number;
  Plans?: PlanNode[];
}

/**
 * How many rows the planner expects of each `from … where …`, without reading any of them. Only ever a reason to choose one way
 * to the same answer over another: an expectation may be off, or missing.
 */
export async function estimateRows(connection: Connection, sources: readonly RawBuilder<unknown>[]): Promise<(number | undefined)[]> {
  const parts = sources.map((source, index) => sql`${sql.raw(nameOf(index))} as materialized (select 1 ${source})`);
  const counts = sources.map((_source, index) => sql`select count(*) from ${sql.raw(nameOf(index))}`);
  const result = await sql<{ "QUERY PLAN": { Plan: PlanNode }[] }>`
    explain (format json) with ${sql.join(parts)} ${sql.join(counts, sql` union all `)}`.execute(connection);

  const expected = new Map<string, number>();
  collect(result.rows[0]?.["QUERY PLAN"]?.[0]?.Plan, expected);
  return sources.map((_source, index) => expected.get(`CTE ${nameOf(index)}`));
}

function nameOf(index: number): string {
  return `part_${index}`;
}

function collect(node: PlanNode | undefined, expected: Map<string, number>): void {
  const name = node?.["Subplan Name"];
  if (node !== undefined && name !== undefined) expected.set(name, node["Plan Rows"]);
  for (const child of node?.Plans ?? []) collect(child, expected);
}

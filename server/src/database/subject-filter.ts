import type { Conditions, SubjectType } from "@latchkey/contract";
import { holds, type Circumstances, type SubjectClause, type SubjectFilter, type SubjectSet } from "@latchkey/engine";
import { sql, type RawBuilder } from "kysely";
import type { Connection } from "./database.ts";
import { carriesKey, textArray } from "./tags.ts";

/** The columns of the table whose rows are the subjects; an analysis joins no groups. */
export interface SubjectColumns {
  id: RawBuilder<unknown>;
  tags: RawBuilder<unknown>;
  groups: RawBuilder<unknown> | null;
  /** Roles ever assigned, by which an index narrows down whose assignments are looked at; where it is left out, all are. */
  roles?: RawBuilder<unknown>;
}

export interface WantedSubjects {
  type: SubjectType;
  filter: SubjectFilter;
  circumstances: Circumstances;
  columns: SubjectColumns;
}

/**
 * Turns "who may do this" into one SQL condition over the rows of subjects. Assignments of roles carry conditions that only
 * the engine can judge: those that occur with the wanted roles are read first, each different one once.
 */
export async function subjectFilterToSql(connection: Connection, profileId: string, wanted: WantedSubjects): Promise<RawBuilder<boolean>> {
  const { filter } = wanted;
  if (filter.kind === "all") return sql<boolean>`true`;
  if (filter.kind === "none") return sql<boolean>`false`;

  const roleIds = [...new Set([...filter.anyOf, ...filter.noneOf].flatMap(rolesOf))];
  const builder = { ...wanted, profileId, heldKeys: await listHoldingConditions(connection, profileId, roleIds, wanted.circumstances) };
  return sql<boolean>`(${isInAny(builder, filter.anyOf)} and not ${isInAny(builder, filter.noneOf)})`;
}

interface Builder extends WantedSubjects {
  profileId: string;
  /** Conditions of assignments that hold now. */
  heldKeys: string[];
}

function rolesOf({ target, carries }: SubjectClause): string[] {
  return [...target.roles, ...(carries?.roles ?? [])];
}

/** Those conditions of assignments to the roles, other than from and until, that hold in the circumstances. */
async function listHoldingConditions(
  connection: Connection,
  profileId: string,
  roleIds: readonly string[],
  circumstances: Circumstances,
): Promise<string[]> {
  if (roleIds.length === 0) return [];
  const result = await sql<{ conditions_key: string; conditions: Conditions }>`
    select distinct on (conditions_key) conditions_key, conditions from role_assignments
    where profile_id = ${profileId} and role_id = any(${textArray(roleIds)})`.execute(connection);

  // When an assignment begins and ends is a matter of its own columns.
  const isHolding = (conditions: Conditions) => holds({ ...conditions, from: undefined, until: undefined }, circumstances);
  return result.rows.filter((row) => isHolding(row.conditions)).map((row) => row.conditions_key);
}

function isInAny(builder: Builder, clauses: readonly SubjectClause[]): RawBuilder<boolean> {
  if (clauses.length === 0) return sql<boolean>`false`;
  return sql<boolean>`(${sql.join(
    clauses.map(({ target, carries }) =>
      carries === null ? isSubjectIn(builder, target) : sql`(${isSubjectIn(builder, target)} and ${isSubjectIn(builder, carries)})`,
    ),
    sql` or `,
  )})`;
}

function isSubjectIn(builder: Builder, set: SubjectSet): RawBuilder<boolean> {
  if (set.any) return sql<boolean>`true`;

  const { columns } = builder;
  const conditions: RawBuilder<boolean>[] = [];
  if (set.ids.length > 0) conditions.push(sql<boolean>`${columns.id} = any(${textArray(set.ids)})`);
  if (set.tags.length > 0) conditions.push(sql<boolean>`${columns.tags} && ${textArray(set.tags)}`);
  for (const key of set.keys) conditions.push(carriesKey(columns.tags, key));
  for (const pairs of set.allTags) conditions.push(sql<boolean>`${columns.tags} @> ${textArray(pairs)}`);
  if (set.groups.length > 0 && columns.groups !== null) conditions.push(sql<boolean>`${columns.groups} && ${textArray(set.groups)}`);
  if (set.roles.length > 0) conditions.push(isHoldingRole(builder, set.roles));
  return conditions.length === 0 ? sql<boolean>`false` : sql<boolean>`(${sql.join(conditions, sql` or `)})`;
}

function isHoldingRole({ profileId, type, columns, heldKeys, circumstances }: Builder, roleIds: readonly string[]): RawBuilder<boolean> {
  const now = new Date(circumstances.now);
  // Outside of the query in brackets, a column without the name of its table cannot be taken for one of the assignments.
  const isHolder = sql<boolean>`${columns.id} in (
    select held.assignee_id from role_assignments held
    where held.profile_id = ${profileId} and held.role_id = any(${textArray(roleIds)}) and held.assignee_type = ${type}
      and (held.starts_at is null or held.starts_at <= ${now}) and (held.ends_at is null or held.ends_at > ${now})
      and held.conditions_key = any(${textArray(heldKeys)}))`;
  return columns.roles === undefined ? isHolder : sql<boolean>`(${columns.roles} && ${textArray(roleIds)} and ${isHolder})`;
}

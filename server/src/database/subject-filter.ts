import type { Conditions, SubjectType } from "@latchkey/contract";
import { holds, type Circumstances, type SubjectClause, type SubjectFilter, type SubjectSet } from "@latchkey/engine";
import { sql, type RawBuilder } from "kysely";
import {
  always,
  bothOf,
  eitherOf,
  everything,
  nothing,
  partOf,
  partOfIds,
  partOfTags,
  toCondition,
  type Alternatives,
  type Part,
} from "./alternatives.ts";
import type { Connection } from "./database.ts";
import { shareOfTags, tableStatistics, type TableStatistics } from "./table-statistics.ts";
import { carriesOneWithout } from "./tag-sets.ts";
import { carriesKey, overlapsOnRow, textArray } from "./tags.ts";

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
  return toCondition(await subjectFilterToAlternatives(connection, profileId, wanted));
}

/** The same in parts. */
export async function subjectFilterToAlternatives(
  connection: Connection,
  profileId: string,
  wanted: WantedSubjects,
): Promise<Alternatives> {
  const { type, filter } = wanted;
  if (filter.kind === "all") return everything;
  if (filter.kind === "none") return nothing;

  const roleIds = [...new Set([...filter.anyOf, ...filter.noneOf].flatMap(rolesOf))];
  const held = await listHeld(connection, profileId, roleIds, wanted.circumstances);
  const builder = { ...wanted, profileId, ...held, statistics: await tableStatistics(connection, tableOfSubjects(type)) };
  return {
    anyOf: filter.anyOf.flatMap((clause) => partsOf(builder, clause)),
    noneOf: filter.noneOf.flatMap((clause) => partsOf(builder, clause)),
  };
}

/** Where subjects are stored; administrators are people of the deployment's own profile. */
export function tableOfSubjects(type: SubjectType): string {
  return type === "analysis" ? "analyses" : "users";
}

interface Held {
  /** Conditions of assignments that hold now. */
  heldKeys: readonly string[];
  /** Roles that are assigned under one of them. */
  heldRoles: ReadonlySet<string>;
}

interface Builder extends WantedSubjects, Held {
  profileId: string;
  statistics: TableStatistics;
}

function rolesOf({ target, carries }: SubjectClause): string[] {
  return [...target.roles, ...(carries?.roles ?? [])];
}

/**
 * Those assignments of the roles whose conditions, other than from and until, hold in the circumstances. Of those without any,
 * which may be a million, one is enough to know that there are some; in the order of the index, or all would be looked through where
 * there are none.
 */
async function listHeld(
  connection: Connection,
  profileId: string,
  roleIds: readonly string[],
  circumstances: Circumstances,
): Promise<Held> {
  if (roleIds.length === 0) return { heldKeys: [], heldRoles: new Set() };
  const result = await sql<{ role_id: string; conditions_key: string; conditions: Conditions }>`
    select distinct on (role_id, conditions_key) role_id, conditions_key, conditions from role_assignments
    where profile_id = ${profileId} and role_id = any(${textArray(roleIds)}) and conditions_key <> ''
    union all
    select wanted.role_id, '', '{}' from unnest(${textArray(roleIds)}) as wanted(role_id) cross join lateral (
      select 1 from role_assignments held
      where held.profile_id = ${profileId} and held.role_id = wanted.role_id and held.conditions_key = ''
      order by held.assignee_type, held.assignee_id limit 1) as one_of_them`.execute(connection);

  // When an assignment begins and ends is a matter of its own columns.
  const isHolding = (conditions: Conditions) => holds({ ...conditions, from: undefined, until: undefined }, circumstances);
  const holding = result.rows.filter((row) => isHolding(row.conditions));
  return { heldKeys: [...new Set(holding.map((row) => row.conditions_key))], heldRoles: new Set(holding.map((row) => row.role_id)) };
}

function partsOf(builder: Builder, { target, carries }: SubjectClause): Part[] {
  const targeted = partsOfSet(builder, target);
  if (carries === null) return targeted;
  const carrying = partsOfSet(builder, carries);
  if (targeted.length === 0 || carrying.length === 0) return [];
  return [bothOf(eitherOf(carrying), eitherOf(targeted), (part) => rowsMaxOf(builder.statistics, part))];
}

function rowsMaxOf(statistics: TableStatistics, { rowsMax, boundTags }: Part): number | undefined {
  return rowsMax ?? (boundTags && shareOfTags(statistics, boundTags) * statistics.rows);
}

function partsOfSet(builder: Builder, set: SubjectSet): Part[] {
  if (set.any) return [always];

  const { id, tags, groups } = builder.columns;
  const parts: Part[] = [];
  if (set.ids.length > 0) parts.push(partOfIds(id, set.ids));
  if (set.tags.length > 0) parts.push(partOfCarriers(builder, set.tags));
  for (const key of set.keys) parts.push({ byIndex: sql<boolean>`tag_keys(${tags}) @> ${textArray([key])}`, onRow: carriesKey(tags, key) });
  for (const pairs of set.allTags) parts.push(partOf(sql<boolean>`${tags} @> ${textArray(pairs)}`));
  if (set.groups.length > 0 && groups !== null)
    parts.push({ byIndex: sql<boolean>`${groups} && ${textArray(set.groups)}`, onRow: overlapsOnRow(groups, set.groups) });
  // Where no assignment holds, a part that lets nobody through would only keep an index from answering the others alone.
  const held = set.roles.filter((role) => builder.heldRoles.has(role));
  if (held.length > 0) parts.push(partOfHolders(builder, held));
  return parts;
}

/** Of more rows than these, to ask the index of each which other tags it carries takes longer than to look at some. */
const setRowsMax = 50_000;

function partOfCarriers({ type, columns, statistics }: Builder, tags: readonly string[]): Part {
  const part = partOfTags(columns.tags, tags);
  if (type !== "run_user" || shareOfTags(statistics, tags) * statistics.rows > setRowsMax) return part;
  return { ...part, byIndexWithout: (noneOf) => carriesOneWithout(columns.tags, { anyOf: tags, noneOf }) };
}

function partOfHolders({ profileId, type, columns, heldKeys, circumstances }: Builder, roleIds: readonly string[]): Part {
  const now = new Date(circumstances.now);
  // Outside of the query in brackets, a column without the name of its table cannot be taken for one of the assignments.
  const isHolder = sql<boolean>`${columns.id} in (
    select held.assignee_id from role_assignments held
    where held.profile_id = ${profileId} and held.role_id = any(${textArray(roleIds)}) and held.assignee_type = ${type}
      and (held.starts_at is null or held.starts_at <= ${now}) and (held.ends_at is null or held.ends_at > ${now})
      and held.conditions_key = any(${textArray(heldKeys)}))`;
  if (columns.roles === undefined) return partOf(isHolder);
  const isAssigned = sql<boolean>`${columns.roles} && ${textArray(roleIds)}`;
  return { ...partOf(sql<boolean>`(${isAssigned} and ${isHolder})`), asEstimated: isAssigned };
}

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
  const { filter } = wanted;
  if (filter.kind === "all") return everything;
  if (filter.kind === "none") return nothing;

  const roleIds = [...new Set([...filter.anyOf, ...filter.noneOf].flatMap(rolesOf))];
  const builder = { ...wanted, profileId, heldKeys: await listHoldingConditions(connection, profileId, roleIds, wanted.circumstances) };
  return {
    anyOf: filter.anyOf.flatMap((clause) => partsOf(builder, clause)),
    noneOf: filter.noneOf.flatMap((clause) => partsOf(builder, clause)),
  };
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

function partsOf(builder: Builder, { target, carries }: SubjectClause): Part[] {
  const targeted = partsOfSet(builder, target);
  if (carries === null) return targeted;
  const carrying = partsOfSet(builder, carries);
  // What somebody must carry is mostly rarer than whom the rule is for.
  return targeted.length === 0 || carrying.length === 0 ? [] : [bothOf(eitherOf(carrying), eitherOf(targeted))];
}

function partsOfSet(builder: Builder, set: SubjectSet): Part[] {
  if (set.any) return [always];

  const { id, tags, groups } = builder.columns;
  const parts: Part[] = [];
  if (set.ids.length > 0) parts.push(partOfIds(id, set.ids));
  if (set.tags.length > 0) parts.push(partOfTags(tags, set.tags));
  for (const key of set.keys) parts.push(partOf(carriesKey(tags, key)));
  for (const pairs of set.allTags) parts.push(partOf(sql<boolean>`${tags} @> ${textArray(pairs)}`));
  if (set.groups.length > 0 && groups !== null)
    parts.push({ byIndex: sql<boolean>`${groups} && ${textArray(set.groups)}`, onRow: overlapsOnRow(groups, set.groups) });
  // Where no assignment holds, a part that lets nobody through would only keep an index from answering the others alone.
  if (set.roles.length > 0 && builder.heldKeys.length > 0) parts.push(partOf(isHoldingRole(builder, set.roles)));
  return parts;
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

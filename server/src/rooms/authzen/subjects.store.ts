import type { Conditions, SubjectType } from "@latchkey/contract";
import type { Circumstances, Subject, SubjectFilter } from "@latchkey/engine";
import { sql, type RawBuilder } from "kysely";
import type { Connection } from "../../database/database.ts";
import { subjectFilterToSql } from "../../database/subject-filter.ts";
import { fromStoredTags, textArray } from "../../database/tags.ts";

/** A subject that may act; whoever is suspended, invited or switched off is none. */
export type FoundSubject = Omit<Subject, "roles"> & { assignments: readonly Assignment[] };

/** A role given to a subject, until it ends or somebody has ended it. */
interface Assignment {
  roleId: string;
  conditions: Conditions;
  endsAt: string | null;
}

interface UserRow {
  id: string;
  external_id: string | null;
  email: string | null;
  tags: string[];
  group_ids: string[];
  assignments: Assignment[];
}

/**
 * The acting users that these names stand for: the id here, else the external id, else the e-mail address. INVARIANT: one
 * name never stands for two people, so the order settles what could mean either.
 */
export async function findUsersByNames(
  connection: Connection,
  profileId: string,
  { names, since }: { names: readonly string[]; since: Date },
): Promise<Map<string, FoundSubject>> {
  if (names.length === 0) return new Map();
  const emails = names.map((name) => name.toLowerCase());
  const found = await sql<UserRow>`
    select u.id, u.external_id, u.email, u.tags, u.group_ids, ${assignmentsSince(since)} as assignments from users u
    where u.profile_id = ${profileId} and u.deleted_at is null and u.status = 'active'
      and (u.id = any(${textArray(names)}) or u.external_id = any(${textArray(names)}) or u.email = any(${textArray(emails)}))`.execute(
    connection,
  );

  const byId = new Map(found.rows.map((row) => [row.id, row]));
  const byExternalId = new Map(found.rows.map((row) => [row.external_id, row]));
  const byEmail = new Map(found.rows.map((row) => [row.email, row]));
  const known = names.flatMap((name): [string, FoundSubject][] => {
    const row = byId.get(name) ?? byExternalId.get(name) ?? byEmail.get(name.toLowerCase());
    return row === undefined ? [] : [[name, toSubject(row)]];
  });
  return new Map(known);
}

/** Those that had not ended by then, of the user that a query reads as `u`. */
function assignmentsSince(since: Date): RawBuilder<Assignment[]> {
  return sql<Assignment[]>`coalesce((
    select jsonb_agg(jsonb_build_object('roleId', a.role_id, 'conditions', a.conditions, 'endsAt', a.ends_at)) from role_assignments a
    where a.profile_id = u.profile_id and a.assignee_type = 'run_user' and a.assignee_id = u.id
      and (a.ends_at is null or a.ends_at > ${since})
  ), '[]')`;
}

function toSubject({ id, tags, group_ids: groups, assignments }: UserRow): FoundSubject {
  return { type: "run_user", id, tags: fromStoredTags(tags), groups, assignments };
}

/** The subject as it is at a moment: conditions of assignments are the engine's to judge, what has ended is gone. */
export function subjectAt({ assignments, ...subject }: FoundSubject, at: number): Subject {
  return { ...subject, roles: assignments.filter(({ endsAt }) => endsAt === null || Date.parse(endsAt) > at) };
}

export async function findAnalysesByIds(
  connection: Connection,
  profileId: string,
  ids: readonly string[],
): Promise<Map<string, FoundSubject>> {
  if (ids.length === 0) return new Map();
  const found = await sql<{ id: string; tags: string[] }>`
    select id, tags from analyses where profile_id = ${profileId} and is_active and id = any(${textArray(ids)})`.execute(connection);
  return new Map(found.rows.map(({ id, tags }) => [id, { type: "analysis", id, tags: fromStoredTags(tags), assignments: [] }]));
}

export interface SubjectSearch {
  type: SubjectType;
  /** All of them must let the subject through. */
  filters: readonly SubjectFilter[];
  circumstances: Circumstances;
  after: string;
  limit: number;
}

export interface NamedSubject {
  id: string;
  /** The name that other applications know; an evaluation of it finds the same subject. */
  externalName: string;
}

/** One page of acting subjects by id, and one more to tell whether there is a next page. */
export async function searchSubjectRows(connection: Connection, profileId: string, search: SubjectSearch): Promise<NamedSubject[]> {
  const { type, circumstances, after, limit } = search;
  const columns =
    type === "analysis"
      ? { id: sql`id`, tags: sql`tags`, groups: null }
      : { id: sql`u.id`, tags: sql`u.tags`, groups: sql`u.group_ids`, roles: sql`u.role_ids` };
  const conditions = [];
  for (const filter of search.filters)
    conditions.push(await subjectFilterToSql(connection, profileId, { type, filter, circumstances, columns }));
  const isAllowed = sql.join(conditions, sql` and `);

  if (type === "analysis") {
    const analyses = await sql<NamedSubject>`
      select id, id as "externalName" from analyses where profile_id = ${profileId} and is_active and id > ${after} and ${isAllowed}
      order by id limit ${limit + 1}`.execute(connection);
    return analyses.rows;
  }

  // An external id that looks like an id of ours could be that of another user: there the own id is the safe name.
  const users = await sql<NamedSubject>`
    select u.id, case when u.external_id ~ '^[0-9a-f]{24}$' then u.id else coalesce(u.external_id, u.id) end as "externalName" from users u
    where u.profile_id = ${profileId} and u.deleted_at is null and u.status = 'active' and u.id > ${after} and ${isAllowed}
    order by u.id limit ${limit + 1}`.execute(connection);
  return users.rows;
}

/** Everybody and everything of one type in a profile, as far as the rules can tell them apart. */
import type { Conditions, SubjectType, Tag } from "@latchkey/contract";
import type { RoleHolding, SubjectSet } from "@latchkey/engine";
import { sql, type RawBuilder } from "kysely";
import type { Connection } from "../../database/database.ts";
import { taggedRows } from "../../database/tagged-rows.ts";
import { carriesKey, textArray } from "../../database/tags.ts";
import type { Kept, KeptOfSubjects } from "./relevant.ts";

export interface WantedRows {
  type: string;
  kept: Kept | KeptOfSubjects;
  /** One condition for each retagging of this type. */
  flags: readonly RawBuilder<boolean>[];
  isCandidate: RawBuilder<boolean>;
  /** Whether those who are neither candidates nor retagged are wanted as well. */
  isEverybody: boolean;
  /** As far as the caller's rights reach. */
  reach: RawBuilder<boolean>;
  now: Date;
  /** No more than these are read; null reads all. */
  rowsMax: number | null;
}

/** Those who are alike in all that the rules look at. */
export interface Kind {
  readonly tags: readonly Tag[];
  readonly traits: Traits;
  readonly ids: string[];
}

/** What two rows must share besides tags to be alike: one object for all that do, because there are as many kinds as people. */
interface Traits {
  /** Null where no rule and no change names any of them by id. */
  readonly namedId: string | null;
  readonly groups: readonly string[];
  readonly roles: readonly RoleHolding[];
  /** For each retagging, whether it is meant. */
  readonly flags: string;
  readonly isCandidate: boolean;
}

// Control characters never occur in tags and ids, so these separate what is sent, and one stands in for any value.
const rowSeparator = "\u001d";
const fieldSeparator = "\u001e";
const itemSeparator = "\u001f";
const itemSeparatorCode = itemSeparator.charCodeAt(0);
const anyValue = "\u0001";
const rowsPerChunk = 5000;

/** Reads the rows and puts those that are alike together. */
export async function readKinds(connection: Connection, profileId: string, wanted: WantedRows): Promise<Kind[]> {
  // Many rows in one value: a driver takes longer for a hundred thousand rows than the database does.
  const result = await sql<{ lines: string }>`
    select string_agg(line, ${rowSeparator}) as lines
    from (select line, row_number() over () / ${rowsPerChunk}::int as chunk from (${linesOf(profileId, wanted)}) as every_line) as chunked
    group by chunk`.execute(connection);

  const grouping = new Grouping(wanted.kept);
  for (const { lines } of result.rows) grouping.addAll(lines);
  return grouping.kinds();
}

function linesOf(profileId: string, wanted: WantedRows): RawBuilder<unknown> {
  const { type, kept, flags, isCandidate, isEverybody, reach, now, rowsMax } = wanted;
  const roles = "roles" in kept && kept.roles.size > 0 ? heldRoles(profileId, { type: type as SubjectType, roles: kept.roles, now }) : null;
  const bit = (condition: RawBuilder<boolean>) => sql`case when ${condition} then '1' else '0' end`;
  const fields = [
    sql`id`,
    bit(isCandidate),
    flags.length === 0 ? sql`''` : sql`concat(${sql.join(flags.map(bit))})`,
    sql`array_to_string(tags, ${itemSeparator})`,
    "groups" in kept && kept.groups.size > 0 ? sql`array_to_string(group_ids, ${itemSeparator})` : sql`''`,
    roles === null ? sql`''` : sql`coalesce(held.roles, '')`,
  ];
  const isWanted = isEverybody ? sql`true` : sql.join([isCandidate, ...flags], sql` or `);
  return sql`
    select concat_ws(${fieldSeparator}, ${sql.join(fields)}) as line from ${taggedRows(profileId, type)}
    ${roles === null ? sql`` : sql`left join (${roles}) as held on held.assignee_id = id`}
    where is_living and ${isGoverned(profileId, type)} and ${reach} and (${isWanted})
    ${rowsMax === null ? sql`` : sql`limit ${rowsMax}`}`;
}

interface KeptTag extends Tag {
  readonly number: number;
}

/** Tags that have been seen, what each comes to, and the next one with the same hash. */
interface SeenTag {
  readonly pair: string;
  readonly kept: KeptTag | null;
  readonly next: SeenTag | undefined;
}

/** Kinds that share a hash are a chain. */
interface LinkedKind extends Kind {
  readonly tags: readonly KeptTag[];
  readonly next: LinkedKind | undefined;
}

/**
 * Puts rows together by what is kept of them; what a tag comes to is found once for each different one. There are hundreds
 * of thousands of rows, and often nearly as many kinds: the text is read where it is and cut no more than it must be.
 */
class Grouping {
  private readonly kept: Kept | KeptOfSubjects;
  private readonly all: Kind[] = [];
  private readonly byHash = new Map<number, LinkedKind>();
  private readonly keptTags = new Map<string, KeptTag>();
  private readonly seenTags = new Map<number, SeenTag>();
  private readonly traits = new Map<string, Traits>();
  /** Those of the row before, which are mostly those of the next one too. */
  private last = { namedId: "", candidateAndFlags: "", groupsAndRoles: "", traits: undefined as Traits | undefined };

  constructor(kept: Kept | KeptOfSubjects) {
    this.kept = kept;
  }

  addAll(lines: string): void {
    for (let from = 0; from < lines.length;) {
      const separator = lines.indexOf(rowSeparator, from);
      const to = separator === -1 ? lines.length : separator;
      this.add(lines, from, to);
      from = to + 1;
    }
  }

  /** INVARIANT: fields are in the order of `linesOf`. */
  private add(text: string, from: number, to: number): void {
    const candidateAt = text.indexOf(fieldSeparator, from) + 1;
    const flagsAt = text.indexOf(fieldSeparator, candidateAt) + 1;
    const tagsAt = text.indexOf(fieldSeparator, flagsAt) + 1;
    const groupsAt = text.indexOf(fieldSeparator, tagsAt) + 1;
    const id = text.slice(from, candidateAt - 1);
    const tags = this.keptOf(text, tagsAt, groupsAt - 1);
    const traits = this.traitsOf(this.kept.ids.has(id) ? id : "", text.slice(candidateAt, tagsAt), text.slice(groupsAt, to));

    const hash = hashOf(tags);
    const first = this.byHash.get(hash);
    for (let kind = first; kind !== undefined; kind = kind.next) {
      if (kind.traits !== traits || !haveSame(kind.tags, tags)) continue;
      kind.ids.push(id);
      return;
    }
    const kind = { tags, traits, ids: [id], next: first };
    this.byHash.set(hash, kind);
    this.all.push(kind);
  }

  kinds(): Kind[] {
    return this.all;
  }

  /** One object for all rows that share it. */
  private traitsOf(namedId: string, candidateAndFlags: string, groupsAndRoles: string): Traits {
    const { last } = this;
    const isSame = last.namedId === namedId && last.candidateAndFlags === candidateAndFlags && last.groupsAndRoles === groupsAndRoles;
    if (isSame && last.traits !== undefined) return last.traits;

    const traits = this.findTraits(namedId, candidateAndFlags, groupsAndRoles);
    this.last = { namedId, candidateAndFlags, groupsAndRoles, traits };
    return traits;
  }

  private findTraits(namedId: string, candidateAndFlags: string, groupsAndRoles: string): Traits {
    const text = namedId + fieldSeparator + candidateAndFlags + groupsAndRoles;
    const known = this.traits.get(text);
    if (known !== undefined) return known;

    const [candidate = "", flags = ""] = candidateAndFlags.split(fieldSeparator);
    const [groupText = "", roleText = ""] = groupsAndRoles.split(fieldSeparator);
    const groups = groupText === "" || !("groups" in this.kept) ? [] : keptGroups(groupText, this.kept.groups);
    const roles = roleText === "" ? [] : (JSON.parse(roleText) as { roleId: string; conditions: Conditions }[]);
    // Groups that are not kept make no difference: rows that differ in them alone share the object as well.
    const name = [namedId, candidateAndFlags, groups.join(itemSeparator), roleText].join(fieldSeparator);
    const traits = this.traits.get(name) ?? { namedId: namedId || null, groups, roles, flags, isCandidate: candidate === "1" };
    this.traits.set(text, traits).set(name, traits);
    return traits;
  }

  /** In the order of their numbers, each once, so that the same tags make the same list. */
  private keptOf(text: string, from: number, to: number): KeptTag[] {
    const tags: KeptTag[] = [];
    for (let at = from; at < to; at += 1) {
      const start = at;
      let hash = 0;
      for (let code = text.charCodeAt(at); at < to && code !== itemSeparatorCode; at += 1, code = text.charCodeAt(at)) {
        hash = Math.imul(hash ^ code, 0x01000193);
      }
      const tag = this.tagAt(text, start, at, hash ^ (hash >>> 15));
      if (tag !== null) addInOrder(tags, tag);
    }
    return tags;
  }

  /** What the tag between two places comes to; of one that has been seen nothing is cut out. */
  private tagAt(text: string, from: number, to: number, hash: number): KeptTag | null {
    const first = this.seenTags.get(hash);
    for (let seen = first; seen !== undefined; seen = seen.next) {
      if (seen.pair.length === to - from && text.startsWith(seen.pair, from)) return seen.kept;
    }
    const pair = text.slice(from, to);
    const kept = this.keptTag(pair);
    this.seenTags.set(hash, { pair, kept, next: first });
    return kept;
  }

  private keptTag(pair: string): KeptTag | null {
    const separator = pair.indexOf("=");
    const [key, value] = [pair.slice(0, separator), pair.slice(separator + 1)];
    const { pairs, keys, presentKeys } = this.kept;
    if (pairs.has(pair) || keys.has(key)) return this.remember(pair, { key, value });
    // Of a key that only has to be there, all values are one.
    return presentKeys.has(key) ? this.presentTag(key) : null;
  }

  private presentTag(key: string): KeptTag {
    const name = `${key}=${anyValue}`;
    return this.keptTags.get(name) ?? this.remember(name, { key, value: anyValue });
  }

  private remember(name: string, tag: Tag): KeptTag {
    const kept = { ...tag, number: this.keptTags.size };
    this.keptTags.set(name, kept);
    return kept;
  }
}

function addInOrder(tags: KeptTag[], tag: KeptTag): void {
  let at = tags.length;
  while (at > 0 && (tags[at - 1]?.number ?? -1) > tag.number) at -= 1;
  if (tags[at - 1] === tag) return;
  if (at === tags.length) tags.push(tag);
  else tags.splice(at, 0, tag);
}

function haveSame(one: readonly KeptTag[], other: readonly KeptTag[]): boolean {
  return one.length === other.length && one.every((tag, at) => tag === other[at]);
}

function hashOf(tags: readonly KeptTag[]): number {
  let hash = tags.length;
  for (const { number } of tags) hash = Math.imul(hash ^ number, 0x01000193) ^ (hash >>> 15);
  return hash;
}

function keptGroups(text: string, kept: ReadonlySet<string>): string[] {
  return text
    .split(itemSeparator)
    .filter((group) => kept.has(group))
    .toSorted();
}

function heldRoles(profileId: string, wanted: { type: SubjectType; roles: ReadonlySet<string>; now: Date }): RawBuilder<unknown> {
  return sql`
    select assignee_id,
      jsonb_agg(jsonb_build_object('roleId', role_id, 'conditions', conditions) order by role_id, conditions)::text as roles
    from role_assignments
    where profile_id = ${profileId} and assignee_type = ${wanted.type} and role_id = any(${textArray([...wanted.roles])})
      and (ends_at is null or ends_at > ${wanted.now})
    group by assignee_id`;
}

/** Administrators without limits may do everything whatever the rules say. */
function isGoverned(profileId: string, type: string): RawBuilder<boolean> {
  if (type !== "administrator") return sql<boolean>`true`;
  return sql<boolean>`id in (select administrator_id from memberships where profile_id = ${profileId} and is_limited)`;
}

/** Condition for whoever is in a set, whatever the conditions of the roles given to them. */
export function isInSubjectSet(
  profileId: string,
  { type, set, now }: { type: SubjectType; set: SubjectSet; now: Date },
): RawBuilder<boolean> {
  if (set.any) return sql<boolean>`true`;

  const some: RawBuilder<boolean>[] = [];
  if (set.ids.length > 0) some.push(sql<boolean>`id = any(${textArray(set.ids)})`);
  if (set.tags.length > 0) some.push(sql<boolean>`tags && ${textArray(set.tags)}`);
  for (const key of set.keys) some.push(carriesKey(sql`tags`, key));
  for (const pairs of set.allTags) some.push(sql<boolean>`tags @> ${textArray(pairs)}`);
  if (set.groups.length > 0) some.push(sql<boolean>`group_ids && ${textArray(set.groups)}`);
  if (set.roles.length > 0) {
    some.push(sql<boolean>`id in (
      select assignee_id from role_assignments
      where profile_id = ${profileId} and assignee_type = ${type} and role_id = any(${textArray(set.roles)})
        and (ends_at is null or ends_at > ${now}))`);
  }
  return some.length === 0 ? sql<boolean>`false` : sql<boolean>`(${sql.join(some, sql` or `)})`;
}

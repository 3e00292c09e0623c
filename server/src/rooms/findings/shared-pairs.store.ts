import type { SubjectType } from "@latchkey/contract";
import { sql, type RawBuilder } from "kysely";
import type { Connection } from "../../database/database.ts";
import { taggedRows } from "../../database/tagged-rows.ts";
import { carriesKey } from "../../database/tags.ts";
import type { Rule } from "./cover.rules.ts";
import { isTargeted, rowsOfSelector, type Reading } from "./reach.store.ts";

interface Named {
  id: string;
  name: string;
}

export interface SamplePair {
  subject: Named & { type: SubjectType };
  resource: Named & { type: string };
}

/** Finds somebody and something that two rules both speak about; each half of a question is asked once. */
export interface PairFinder {
  find(one: Rule, two: Rule): Promise<SamplePair | null>;
}

/** Tags inherited from groups are not looked at where tags of both sides have to meet. */
export function createPairFinder(connection: Connection, reading: Reading): PairFinder {
  const known = new Map<string, Promise<Named | null>>();
  const once = (key: string, ask: () => Promise<Named | null>) => {
    const asked = known.get(key) ?? ask();
    known.set(key, asked);
    return asked;
  };

  async function findOf(type: SubjectType, rules: [Rule, Rule]): Promise<SamplePair | null> {
    const [one, two] = rules;
    const resourceType = one.selector.type;
    if (rules.some((rule) => rule.selector.match === "tag_match")) return findMeetingPair(connection, reading, { type, rules });

    const resource = await once(`${resourceType} ${bothKey([one.keys.selector], [two.keys.selector])}`, () =>
      findResource(connection, reading, rules),
    );
    if (!resource) return null;
    const subject = await once(`${type} ${bothKey(one.keys.targets, two.keys.targets)}`, () =>
      findSubject(connection, reading, { type, rules }),
    );
    return subject && { subject: { type, ...subject }, resource: { type: resourceType, ...resource } };
  }

  return {
    find: async (one, two) => {
      const types = [...new Set(one.targets.map((target) => target.subject))];
      for (const type of types) {
        const found = two.targets.some((target) => target.subject === type) ? await findOf(type, [one, two]) : null;
        if (found) return found;
      }
      return null;
    },
  };
}

function bothKey(one: readonly string[], two: readonly string[]): string {
  return [one.join(" or "), two.join(" or ")].toSorted().join(" and ");
}

interface Asked {
  type: SubjectType;
  rules: [Rule, Rule];
}

async function isTargetedByBoth(connection: Connection, reading: Reading, { type, rules }: Asked): Promise<RawBuilder<boolean>> {
  const conditions = await Promise.all(
    rules.map(({ targets }) => isTargeted(connection, reading, { type, targets: targets.filter((target) => target.subject === type) })),
  );
  return sql<boolean>`(${sql.join(conditions, sql` and `)})`;
}

function isReachedByBoth(rules: [Rule, Rule]): RawBuilder<boolean> {
  const conditions = rules.map((rule) => rowsOfSelector(rule.selector).condition);
  return sql<boolean>`(${sql.join(conditions, sql` and `)})`;
}

async function findSubject(connection: Connection, reading: Reading, asked: Asked): Promise<Named | null> {
  const condition = await isTargetedByBoth(connection, reading, asked);
  return findOne(connection, reading, { type: asked.type, condition });
}

async function findResource(connection: Connection, reading: Reading, rules: [Rule, Rule]): Promise<Named | null> {
  return findOne(connection, reading, { type: rules[0].selector.type, condition: isReachedByBoth(rules) });
}

async function findOne(
  connection: Connection,
  { profileId }: Reading,
  { type, condition }: { type: string; condition: RawBuilder<boolean> },
): Promise<Named | null> {
  const result = await sql<Named>`
    select id, name from ${taggedRows(profileId, type)} where is_living and ${condition} limit 1`.execute(connection);
  return result.rows[0] ?? null;
}

/** Subjects that are tried where tags of both sides have to meet. */
const triedMax = 200;

async function findMeetingPair(connection: Connection, reading: Reading, asked: Asked): Promise<SamplePair | null> {
  const { type, rules } = asked;
  const resourceType = rules[0].selector.type;
  const keys = rules.flatMap(({ selector }) => (selector.match === "tag_match" ? [selector.key] : []));
  const isMatched = [await isTargetedByBoth(connection, reading, asked), ...keys.map((key) => carriesKey(sql`tags`, key))];
  const meets = keys.map(
    (key) => sql<boolean>`tags && array(select pair from unnest(s.tags) as pair where starts_with(pair, ${`${key}=`}))`,
  );

  const result = await sql<{ subject_id: string; subject_name: string; resource_id: string; resource_name: string }>`
    select s.id as subject_id, s.name as subject_name, r.id as resource_id, r.name as resource_name
    from (select id, name, tags from ${taggedRows(reading.profileId, type)}
      where is_living and ${sql.join(isMatched, sql` and `)} limit ${triedMax}) as s
    cross join lateral (select id, name from ${taggedRows(reading.profileId, resourceType)}
      where is_living and ${isReachedByBoth(rules)} and ${sql.join(meets, sql` and `)} limit 1) as r
    limit 1`.execute(connection);

  const [row] = result.rows;
  if (!row) return null;
  return {
    subject: { type, id: row.subject_id, name: row.subject_name },
    resource: { type: resourceType, id: row.resource_id, name: row.resource_name },
  };
}

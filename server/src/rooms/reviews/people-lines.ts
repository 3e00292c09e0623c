import { sql } from "kysely";
import type { Tx } from "../../database/database.ts";
import { textArray } from "../../database/tags.ts";
import type { Context } from "../../http/context.ts";
import { listTargeted, loadPolicySet } from "../access/index.ts";
import { emptyLine } from "./make-lines.ts";
import { reviewErrors } from "./reviews.errors.ts";
import { insertLines, type ReviewLineRow } from "./reviews.store.ts";

/** Person by person is for rules about a few: more are better answered by the rule, or by narrowing it. */
const peoplePerRuleMax = 1000;

/** A line for everybody that the rules speak about now; who has one already keeps it with its answer. */
export async function addPeopleOfRules(tx: Tx, ctx: Context, rules: readonly ReviewLineRow[]): Promise<void> {
  const set = await loadPolicySet(tx, ctx.profileId);
  for (const line of rules) {
    const matched = await listTargeted(tx, ctx, { set, targets: line.rule.targets, samplesMax: peoplePerRuleMax });
    const count = matched.reduce((sum, each) => sum + each.count, 0);
    if (count > peoplePerRuleMax) {
      throw reviewErrors.too_many_people({
        detail: `The rule speaks about ${count}; at most ${peoplePerRuleMax} can be looked at one by one.`,
      });
    }
    const people = matched.flatMap(({ type, samples }) => samples.map(({ id, name }) => ({ type, id, name })));
    await insertLines(
      tx,
      people.map((person) => ({
        ...emptyLine(ctx, line.review_id),
        kind: "person" as const,
        place: placeOf(line, person.id),
        rule: JSON.stringify(line.rule),
        subject: JSON.stringify(person),
        last_used_on: line.last_used_on,
      })),
    );
  }
}

/** Who answers the rule as a whole takes back that its people are looked at. */
export async function removePeopleOfRules(tx: Tx, profileId: string, lines: readonly ReviewLineRow[]): Promise<void> {
  const prefixes = lines.filter((line) => line.kind === "rule").map((line) => `3-${line.place}-`);
  if (prefixes.length === 0) return;
  await sql`
    delete from review_lines
    where profile_id = ${profileId} and review_id = ${lines[0]?.review_id ?? ""} and kind = 'person'
      and exists (select 1 from unnest(${textArray(prefixes)}) as prefix where starts_with(place, prefix))`.execute(tx);
}

function placeOf(rule: ReviewLineRow, personId: string): string {
  return `3-${rule.place}-${personId}`;
}

import type { Permission, ResourceSelector, Target } from "../access.ts";
import type { Conditions } from "../conditions.ts";
import { subjectType } from "../catalogue.ts";
import type { SubjectType } from "../catalogue.ts";
import { actionPhrases, resourceNouns, singlePhrases, subjectNouns } from "./grammar-words.ts";
import { parseConditions } from "./parse-conditions.ts";
import type { TokenReader } from "./token-reader.ts";

/** Every id that goes by a name. */
export type IdsOf = (type: string, name: string) => readonly string[];

export interface Rule {
  /** Undefined for `them`. */
  targets: Target[] | undefined;
  /** Undefined where nothing is allowed or denied. */
  permission: Permission | undefined;
  conditions: Conditions;
}

/** One sentence from Allow or Deny to its full stop. */
export function parseRule(reader: TokenReader, idsOf: IdsOf, isFirst: boolean): Rule {
  const effect = parseEffect(reader);
  const targets = !isFirst && reader.takeWords("them") ? undefined : parseTargets(reader, idsOf);
  if (!reader.takeWords("to")) reader.fail();

  const actions = parseActions(reader);
  const permission = actions === undefined ? undefined : { effect, actions, resource: parseResource(reader, idsOf) };
  const conditions = parseConditions(reader);
  if (!reader.takeMark(".")) reader.fail();

  return { targets, permission, conditions };
}

function parseEffect(reader: TokenReader): Permission["effect"] {
  if (reader.takeWords("Allow")) return "allow";

  return reader.takeWords("Deny") ? "deny" : reader.fail();
}

function parseTargets(reader: TokenReader, idsOf: IdsOf): Target[] {
  if (reader.takeWords("nobody")) return [];

  const targets: Target[] = [];
  do targets.push(parseTarget(reader, idsOf, targets.at(-1)?.subject));
  while (reader.takeWords("or"));

  return targets;
}

function parseTarget(reader: TokenReader, idsOf: IdsOf, before: SubjectType | undefined): Target {
  if (reader.takeWords("everybody") || reader.takeWords("everyone")) return { subject: "run_user", match: "any" };
  if (reader.takeWords("every")) return { subject: takeSubject(reader) ?? reader.fail(), match: "any" };

  if (before !== undefined) {
    const trait = parseTrait(reader, idsOf, before);
    if (trait !== undefined) return trait;
  }

  reader.takeWords("the");
  const subject = takeSubject(reader) ?? reader.fail();
  const trait = parseTrait(reader, idsOf, subject);

  return trait ?? { subject, match: "id", id: parseId(reader, subject, idsOf) };
}

function takeSubject(reader: TokenReader): SubjectType | undefined {
  return subjectType.options.find((type) => reader.takeWords(subjectNouns[type].many) || reader.takeWords(subjectNouns[type].one));
}

function parseTrait(reader: TokenReader, idsOf: IdsOf, subject: SubjectType): Target | undefined {
  if (reader.takeWords("with tag")) return { subject, ...parseTag(reader) };
  if (reader.takeWords("in role") || reader.takeWords("with role")) return { subject, match: "role", id: parseId(reader, "role", idsOf) };
  if (reader.takeWords("in group")) return { subject, match: "group", id: parseId(reader, "group", idsOf) };

  return undefined;
}

type TagTrait = { match: "tag"; key: string; value: string } | { match: "tag_match"; key: string };

function parseTag(reader: TokenReader): TagTrait {
  const key = takeKey(reader) ?? reader.fail();
  if (!reader.takeMark("=")) {
    reader.takeWords("of any value");
    return { match: "tag_match", key };
  }

  return { match: "tag", key, value: reader.takeFitting("a value, best in quotes") ?? reader.fail() };
}

function takeKey(reader: TokenReader): string | undefined {
  return reader.takeFitting("a tag key");
}

/** `"Name" (id)`: the id counts; a name alone must belong to exactly one. */
function parseId(reader: TokenReader, type: string, idsOf: IdsOf): string {
  const offset = reader.offset;
  const name = reader.takeText("a name in quotes");
  if (reader.takeMark("(")) {
    const id = reader.takeFitting("an id") ?? reader.fail();
    return reader.takeMark(")") ? id : reader.fail();
  }
  if (name === undefined) return reader.fail();

  const [id, ...more] = idsOf(type, name);
  if (id === undefined) return reader.failAt(offset, `the name of a ${type} that exists, or its id in parentheses`);

  return more.length === 0 ? id : reader.failAt(offset, `an id in parentheses after the name, as ${more.length + 1} have it`);
}

/** Longest first: "edit data of" is not "edit" and a resource called "data". */
const verbs = Object.entries(actionPhrases).toSorted(([, one], [, other]) => other.length - one.length);

/** Undefined for "do nothing" without a resource. */
function parseActions(reader: TokenReader): string[] | undefined {
  if (reader.takeWords("do nothing to")) return [];
  if (reader.takeWords("do nothing")) return undefined;

  const actions = [parseAction(reader)];
  while (takesSeparator(reader)) actions.push(parseAction(reader));

  return actions;
}

/** "a, b and c", with or without a comma before the last. */
function takesSeparator(reader: TokenReader): boolean {
  const hasComma = reader.takeMark(",");

  return reader.takeWords("and") || hasComma;
}

function parseAction(reader: TokenReader): string {
  const known = verbs.find(([, phrase]) => reader.takeWords(phrase));
  if (known !== undefined) return known[0];

  return reader.takeFitting("an action", /^[A-Za-z]/) ?? reader.fail();
}

function parseResource(reader: TokenReader, idsOf: IdsOf): ResourceSelector {
  const single = Object.entries(singlePhrases).find(([, phrase]) => reader.takeWords(phrase));
  if (single !== undefined) return { type: single[0], match: "any" };
  if (reader.takeWords("all") || reader.takeWords("every") || reader.takeWords("any")) return { type: parseType(reader), match: "any" };

  reader.takeWords("the");
  const type = parseType(reader);
  if (reader.takeWords("with tag")) {
    const key = takeKey(reader) ?? reader.fail();
    if (!reader.takeMark("=")) reader.fail();
    return { type, match: "tag", key, value: reader.takeFitting("a value, best in quotes") ?? reader.fail() };
  }
  if (reader.takeWords("that share")) return { type, match: "tag_match", key: parseShared(reader) };

  return { type, match: "id", id: parseId(reader, type, idsOf) };
}

function parseType(reader: TokenReader): string {
  const known = Object.entries(resourceNouns).find(([, noun]) => reader.takeWords(noun.many) || reader.takeWords(noun.one));
  if (known !== undefined) return known[0];

  const type = reader.takeFitting('the name of an added type, such as "todo" resources', /^[A-Za-z]/) ?? reader.fail();

  return reader.takeWords("resources") || reader.takeWords("resource") ? type : reader.fail();
}

function parseShared(reader: TokenReader): string {
  const sharers = ["the user's", "the subject's", "their"];
  if (!sharers.some((sharer) => reader.takeWords(sharer))) reader.fail();
  if (!reader.takeWords("tag")) reader.fail();

  return takeKey(reader) ?? reader.fail();
}

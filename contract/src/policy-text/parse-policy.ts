/** Reads policies from plain sentences. The grammar is in docs; `printPolicy` writes it. */
import type { PolicyBody, PolicyStatus } from "../access.ts";
import { statusPhrases } from "./grammar-words.ts";
import { parseRule } from "./parse-rule.ts";
import type { IdsOf, Rule } from "./parse-rule.ts";
export type { IdsOf } from "./parse-rule.ts";
import { PolicyTextError } from "./policy-text-error.ts";
import { TokenReader } from "./token-reader.ts";

export interface PolicyTextProblem {
  message: string;
  /** Characters before the place. */
  offset: number;
  /** Both counted from 1. */
  line: number;
  column: number;
  expected: readonly string[];
  found: string;
}

export type ParsedPolicy = { isRead: true; policy: PolicyBody } | { isRead: false; problem: PolicyTextProblem };

/**
 * The policy that a text describes, or the first place where it cannot be read. What is read has the right form, but is
 * not yet checked otherwise: ids, hours and addresses are as they were written.
 */
export function parsePolicy(source: string, idsOf: IdsOf = () => []): ParsedPolicy {
  try {
    return { isRead: true, policy: readPolicy(new TokenReader(source), idsOf) };
  } catch (error) {
    if (error instanceof PolicyTextError) return { isRead: false, problem: toProblem(error, source) };
    throw error;
  }
}

function readPolicy(reader: TokenReader, idsOf: IdsOf): PolicyBody {
  const head = readHead(reader);
  const rules: Rule[] = [];

  do rules.push(readRule(reader, idsOf, rules[0]));
  while (!reader.isAtEnd);

  return {
    ...head,
    targets: rules[0]?.targets ?? [],
    permissions: rules.flatMap(({ permission }) => (permission === undefined ? [] : [permission])),
    conditions: rules[0]?.conditions ?? {},
  };
}

function readHead(reader: TokenReader): Pick<PolicyBody, "name" | "description" | "status" | "tags"> {
  if (!reader.takeWords("Policy")) reader.fail();
  const name = reader.takeText("the name of the policy in quotes") ?? reader.fail();
  if (!reader.takeWords("is")) reader.fail();
  const status = readStatus(reader);
  endSentence(reader);

  return { name, status, description: readDescription(reader), tags: readTags(reader) };
}

const statuses: readonly PolicyStatus[] = ["draft", "monitor", "active"];

function readStatus(reader: TokenReader): PolicyStatus {
  return statuses.find((status) => reader.takeWords(statusPhrases[status])) ?? reader.fail();
}

function readDescription(reader: TokenReader): string {
  if (!reader.takeWords("Description")) return "";
  const description = reader.takeText("the description in quotes") ?? reader.fail();
  endSentence(reader);

  return description;
}

function readTags(reader: TokenReader): PolicyBody["tags"] {
  if (!reader.takeWords("Tags")) return [];

  const tags: PolicyBody["tags"] = [];
  do {
    const key = reader.takeFitting("a tag key") ?? reader.fail();
    if (!reader.takeMark("=")) reader.fail();
    tags.push({ key, value: reader.takeFitting("a value, best in quotes") ?? reader.fail() });
  } while (reader.takeMark(","));
  endSentence(reader);

  return tags;
}

function endSentence(reader: TokenReader): void {
  if (!reader.takeMark(".")) reader.fail();
}

/** INVARIANT: a policy has one list of targets and one set of conditions, so every rule must name the same. */
function readRule(reader: TokenReader, idsOf: IdsOf, first: Rule | undefined): Rule {
  const { offset } = reader;
  const rule = parseRule(reader, idsOf, first === undefined);
  if (first === undefined) return rule;

  const hasOtherTargets = rule.targets !== undefined && !isSame(rule.targets, first.targets);
  const hasOtherConditions = (rule.targets !== undefined || !isSame(rule.conditions, {})) && !isSame(rule.conditions, first.conditions);
  if (hasOtherTargets || hasOtherConditions) {
    reader.failAt(offset, "a rule about the same people under the same conditions as the first one (write `them`), or a policy of its own");
  }

  return rule;
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function toProblem({ message, offset, expected, found }: PolicyTextError, source: string): PolicyTextProblem {
  const before = source.slice(0, offset).split("\n");

  return { message, offset, line: before.length, column: (before.at(-1)?.length ?? 0) + 1, expected, found };
}

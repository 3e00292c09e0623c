/** Who gains or loses what, as a sentence: "people tagged level = supervisor gain access to dashboards tagged state = NY". */
import { toLanguage, type Language } from "../languages.ts";
import { de } from "./de.ts";
import type { DifferenceWords } from "./difference-words.ts";
import { en } from "./en.ts";
import { es } from "./es.ts";
import { fr } from "./fr.ts";
import { ptBr } from "./pt-br.ts";

const byLanguage: Readonly<Record<Language, DifferenceWords>> = { en, de, es, fr, "pt-BR": ptBr };

interface Named {
  name: string;
}

interface Pair {
  key: string;
  value: string;
}

/** The parts of an `AccessCombination` of the API that the sentence is made of. */
export interface DifferenceParts {
  subject: { type: string; id: Named | null; tags: Pair[]; keys: string[]; groups: Named[]; roles: Named[] };
  resource: { type: string; id: Named | null; tags: Pair[]; matchKeys: string[] };
  actions: string[];
  conditions: readonly unknown[];
  except: Named[];
}

export function describeDifference(parts: DifferenceParts, side: "gains" | "losses", language: string): string {
  const words = byLanguage[toLanguage(language)];
  const rights = parts.actions.map((action) => words.actions[action] ?? action.replaceAll("_", " ")).join(", ");
  const sentence = fill(words[side], { who: whoOf(parts.subject, words), rights, what: whatOf(parts.resource, words) });
  const rules = joined(
    parts.except.map(({ name }) => fill(words.named, { name })),
    words,
  );
  const when = parts.conditions.length === 0 ? "" : words.whileConditions;
  return `${sentence}${when}${parts.except.length === 0 ? "" : fill(words.except, { rules })}`;
}

function whoOf({ type, id, tags, keys, groups, roles }: DifferenceParts["subject"], words: DifferenceWords): string {
  const traits = [
    ...tags.map((tag) => fill(words.tagged, { tag: `${tag.key} = ${tag.value}` })),
    ...keys.map((key) => fill(words.anyValue, { key })),
    ...groups.map(({ name }) => fill(words.inGroup, { name })),
    ...roles.map(({ name }) => fill(words.withRole, { name })),
  ];
  const who = id === null ? (words.subjects[type] ?? type) : id.name;
  if (traits.length > 0) return `${who} ${joined(traits, words)}`;
  return id === null ? fill(words.all, { who }) : who;
}

function whatOf({ type, id, tags, matchKeys }: DifferenceParts["resource"], words: DifferenceWords): string {
  const traits = [
    ...tags.map((tag) => fill(words.tagged, { tag: `${tag.key} = ${tag.value}` })),
    ...matchKeys.map((key) => fill(words.sameValue, { key })),
  ];
  const what = id === null ? (words.resources[type] ?? fill(words.otherResources, { type })) : fill(words.named, { name: id.name });
  return traits.length === 0 ? what : `${what} ${joined(traits, words)}`;
}

function joined(parts: readonly string[], { and }: DifferenceWords): string {
  return parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} ${and} ${parts.at(-1) ?? ""}`;
}

/** In one pass, so that braces within a name stay what they are. */
function fill(sentence: string, values: Readonly<Record<string, string>>): string {
  return sentence.replaceAll(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}

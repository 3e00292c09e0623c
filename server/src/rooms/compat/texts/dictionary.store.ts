import { sql } from "kysely";
import type { Connection, Tx } from "../../../database/database.ts";
import { deleteExtras, findExtras, mergeExtras, type ExtraKey, type Extras } from "../wire/extra-fields.store.ts";

export interface Language {
  code: string;
  active: boolean;
}

/** What a dictionary says about itself. Its texts are rows of their own, one for each language. */
export interface Dictionary {
  id: string;
  name: string;
  slug: string;
  fallback: string;
  languages: Language[];
  created_at: string;
  updated_at: string;
}

export type Texts = Record<string, string>;

export interface DictionaryLanguage {
  profileId: string;
  dictionary: Dictionary;
  code: string;
}

export function toDictionary({ id, fields }: { id: string; fields: Extras }): Dictionary {
  return { ...(fields as unknown as Omit<Dictionary, "id">), id };
}

/** By its id or its slug; no slug has the form of an id. */
export async function findDictionary(connection: Connection, profileId: string, idOrSlug: string): Promise<Dictionary | undefined> {
  const { rows } = await sql<{ id: string; fields: Extras }>`
    select id, fields from tagoio_fields
    where profile_id = ${profileId} and type = 'dictionary' and (id = ${idOrSlug} or fields ->> 'slug' = ${idOrSlug})`.execute(connection);
  return rows[0] ? toDictionary(rows[0]) : undefined;
}

export async function storeDictionary(tx: Tx, profileId: string, { id, ...fields }: Dictionary): Promise<void> {
  await mergeExtras(tx, { profileId, type: "dictionary", id }, fields);
}

export async function deleteDictionary(tx: Tx, profileId: string, dictionary: Dictionary): Promise<void> {
  for (const { code } of dictionary.languages) await deleteTexts(tx, { profileId, dictionary, code });
  await deleteExtras(tx, { profileId, type: "dictionary", id: dictionary.id });
}

/** One change at a time in a profile: two at once would both find room, or a slug that nobody has. */
export async function lockDictionaries(tx: Tx, profileId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`dictionaries ${profileId}`}, 0))`.execute(tx);
}

export async function countDictionaries(connection: Connection, profileId: string): Promise<number> {
  const result = await sql<{ n: number }>`
    select count(*)::int as n from tagoio_fields where profile_id = ${profileId} and type = 'dictionary'`.execute(connection);
  return result.rows[0]?.n ?? 0;
}

const keyOfTexts = ({ profileId, dictionary, code }: DictionaryLanguage): ExtraKey => ({
  profileId,
  type: "dictionary_texts",
  id: `${dictionary.id} ${code}`,
});

export async function findTexts(connection: Connection, language: DictionaryLanguage): Promise<Texts> {
  return ((await findExtras(connection, keyOfTexts(language)))["texts"] ?? {}) as Texts;
}

export async function storeTexts(tx: Tx, language: DictionaryLanguage, texts: Texts): Promise<void> {
  await mergeExtras(tx, keyOfTexts(language), { texts });
}

export async function deleteTexts(tx: Tx, language: DictionaryLanguage): Promise<void> {
  await deleteExtras(tx, keyOfTexts(language));
}

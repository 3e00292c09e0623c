import type { Connection } from "../../database/database.ts";
import { groupBy } from "../../platform/group-by.ts";
import type { Translate } from "./file-policies.ts";
import { builtInEngineRoles } from "../roles/index.ts";
import { listByName as listRowsByName, listNames as listRowNames, type NamedRow } from "./names.store.ts";

/** Roles that come with every profile have no rows, and the same ids everywhere. */
function builtIns(type: string, isWanted: (row: NamedRow) => boolean): NamedRow[] {
  return type === "role"
    ? builtInEngineRoles()
        .filter(isWanted)
        .map(({ id, name }) => ({ id, name }))
    : [];
}

async function listNames(connection: Connection, profileId: string, type: string, ids: readonly string[]): Promise<NamedRow[]> {
  return [...builtIns(type, ({ id }) => ids.includes(id)), ...(await listRowNames(connection, profileId, type, ids))];
}

/** Everything of a type that goes by one of the names, or has it as its id. */
export async function listByName(connection: Connection, profileId: string, type: string, names: readonly string[]): Promise<NamedRow[]> {
  const isWanted = ({ id, name }: NamedRow) => names.includes(name) || names.includes(id);
  return [...builtIns(type, isWanted), ...(await listRowsByName(connection, profileId, type, names))];
}

interface Mention {
  type: string;
  value: string;
}

/** Collects what a first translation asks for, so that a second one has all answers at hand. */
export function collectMentions(translateAll: (translate: Translate) => unknown): Mention[] {
  const mentions = new Map<string, Mention>();
  translateAll((type, value) => {
    mentions.set(`${type} ${value}`, { type, value });
    return value;
  });
  return [...mentions.values()];
}

/** Ids to names. A name that several things share would be read back as any of them: those keep their ids. */
export async function namesOf(connection: Connection, profileId: string, mentions: readonly Mention[]): Promise<Translate> {
  const names = new Map<string, string>();
  for (const [type, group] of groupBy(mentions, (mention) => mention.type)) {
    const values = group.map((mention) => mention.value);
    const rows = await listNames(connection, profileId, type, values);
    const sharing = await listByName(
      connection,
      profileId,
      type,
      rows.map((row) => row.name),
    );
    for (const { id, name } of rows) {
      const isShared = sharing.some((other) => other.id !== id && (other.name === name || other.id === name));
      names.set(`${type} ${id}`, isShared ? id : name);
    }
  }
  return (type, id) => names.get(`${type} ${id}`) ?? id;
}

export interface NameProblem {
  path: string;
  message: string;
}

/** Names to ids; what is unknown or ambiguous is reported with its place in the file. */
export async function idsOf(
  connection: Connection,
  profileId: string,
  mentions: readonly Mention[],
): Promise<{ find(type: string, name: string): { id: string } | { problem: string } }> {
  const found = new Map<string, string[]>();
  for (const [type, group] of groupBy(mentions, (mention) => mention.type)) {
    const values = group.map((mention) => mention.value);
    const rows = await listByName(connection, profileId, type, values);
    for (const value of values) {
      const byName = rows.filter((row) => row.name === value);
      const matches = byName.length > 0 ? byName : rows.filter((row) => row.id === value);
      found.set(
        `${type} ${value}`,
        matches.map((row) => row.id),
      );
    }
  }
  return {
    find: (type, name) => {
      const [id, ...others] = found.get(`${type} ${name}`) ?? [];
      if (id === undefined) return { problem: `there is no ${type.replaceAll("_", " ")} "${name}" in this profile` };
      if (others.length > 0) return { problem: `several ${type.replaceAll("_", " ")}s are called "${name}": name it by its id` };
      return { id };
    },
  };
}

import { catalogue, matchForm, subjectType, type AddedType, type Catalogue } from "@latchkey/contract";
import type { Connection } from "../../database/database.ts";
import { listResourceTypeRows } from "./resource-types.store.ts";

/** Resource types and actions of a profile as they are now. */
export async function readCatalogue(connection: Connection, profileId: string): Promise<Catalogue> {
  return toCatalogue(await listResourceTypeRows(connection, profileId, { kind: "all" }));
}

/** Resource types and actions of a profile: Latchkey's own and those it has added. */
export function toCatalogue(added: readonly Pick<AddedType, "name" | "actions">[]): Catalogue {
  if (added.length === 0) return catalogue;
  const types = added.map(({ name, actions }) => [
    name,
    Object.fromEntries(
      actions.map((action) => [
        action.name,
        // What an action of another application means is not known here: anybody may be granted it, on whatever match form.
        { subjects: subjectType.options, matchForms: matchForm.options, category: action.category },
      ]),
    ),
  ]);
  return { ...catalogue, ...Object.fromEntries(types) };
}

import { catalogue, type Catalogue, type Extent } from "@latchkey/contract";
import type { Context } from "../../http/context.ts";

/** What the caller may do now, by resource type and action: on nothing, on some things or on all. */
export async function getMyRights({
  access,
}: Context): Promise<{ isUnrestricted: boolean; rights: Record<string, Record<string, Extent>> }> {
  const extentOf = (type: string, action: string): Extent => access.filter(type, action).kind;
  const rights = Object.entries<Catalogue[string]>(catalogue).map(([type, actions]) => [
    type,
    Object.fromEntries(Object.keys(actions).map((action) => [action, extentOf(type, action)])),
  ]);
  return { isUnrestricted: access.isUnrestricted, rights: Object.fromEntries(rights) };
}

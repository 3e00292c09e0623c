import type { ResourceType } from "@latchkey/contract";
import { listKnownTagKeys, listKnownTagValues } from "../../database/known-tags.ts";
import { taggedTableOf } from "../../database/tagged-tables.ts";
import type { Context } from "../../http/context.ts";
import { findProfile } from "../profiles/index.ts";

/** Known tag keys for autocompletion; says which ones whoever signs up chooses the value of. */
export async function listTagKeys(ctx: Context, query: { of: ResourceType; search?: string | undefined }) {
  const [keys, setByUsers] = await Promise.all([
    listKnownTagKeys(ctx.db, ctx.profileId, { table: taggedTableOf[query.of], search: query.search }),
    listSelfSettableKeys(ctx),
  ]);
  return { items: keys.map((each) => ({ ...each, isSetByUsers: query.of === "run_user" && setByUsers.includes(each.key) })) };
}

export async function listTagValues(ctx: Context, query: { of: ResourceType; key: string; search?: string | undefined }) {
  return {
    items: await listKnownTagValues(ctx.db, ctx.profileId, { table: taggedTableOf[query.of], key: query.key, search: query.search }),
  };
}

/** Tag keys that a sign-up field fills with what the visitor typed; hidden fields are filled by the server. */
export async function listSelfSettableKeys(ctx: Context): Promise<string[]> {
  const profile = await findProfile(ctx.db, ctx.profileId);
  return (profile?.signup.fields ?? []).filter((field) => field.type !== "hidden").map((field) => field.name);
}

import type { ResourceFilter } from "@latchkey/contract";
import { listKnownTagKeys, listKnownTagValues } from "../../database/known-tags.ts";
import { taggedTableOf } from "../../database/tagged-tables.ts";
import type { Context } from "../../http/context.ts";
import { listRegisteredKeys, listSelfSettableKeys } from "../tag-keys/index.ts";

type TaggedType = keyof typeof taggedTableOf;

/** Whoever may read all policies may know every tag that they speak about; others those of what they may see. */
function knownTo(ctx: Context, of: TaggedType): ResourceFilter {
  return readsPolicies(ctx) ? { kind: "all" } : ctx.access.filter(of, "access");
}

function readsPolicies({ access }: Context): boolean {
  return access.filter("access_management", "access").kind === "all";
}

/** The registry's values tell of people and things too, such as the names of all customers. */
async function listKnownRegisteredKeys(ctx: Context) {
  return readsPolicies(ctx) ? listRegisteredKeys(ctx.db, ctx.profileId) : [];
}

/** Known and registered tag keys for autocompletion; says which ones users choose the value of themselves. */
export async function listTagKeys(ctx: Context, query: { of: TaggedType; search?: string | undefined }) {
  const [known, registered, setByUsers] = await Promise.all([
    listKnownTagKeys(ctx.db, ctx.profileId, { table: taggedTableOf[query.of], filter: knownTo(ctx, query.of), search: query.search }),
    listKnownRegisteredKeys(ctx),
    listSelfSettableKeys(ctx.db, ctx.profileId),
  ]);
  const search = (query.search ?? "").toLowerCase();
  const used = new Set(known.map((each) => each.key));
  const unused = registered.filter(({ key }) => !used.has(key) && key.toLowerCase().includes(search)).map(({ key }) => ({ key, count: 0 }));

  const entries = new Map(registered.map(({ key, description, values, setBy }) => [key, { description, values, setBy }]));
  const items = [...known, ...unused].map(({ key, count }) => ({
    key,
    count,
    isSetByUsers: query.of === "run_user" && setByUsers.includes(key),
    registered: entries.get(key) ?? null,
  }));
  return { items };
}

/** Known and allowed values of a key for autocompletion, those in use first. */
export async function listTagValues(ctx: Context, query: { of: TaggedType; key: string; search?: string | undefined }) {
  const known = await listKnownTagValues(ctx.db, ctx.profileId, {
    table: taggedTableOf[query.of],
    filter: knownTo(ctx, query.of),
    key: query.key,
    search: query.search,
  });
  const registered = (await listKnownRegisteredKeys(ctx)).find((each) => each.key === query.key);
  const search = (query.search ?? "").toLowerCase();
  const used = new Set(known.map((each) => each.value));
  const unused = (registered?.values ?? []).filter((value) => !used.has(value) && value.toLowerCase().includes(search));
  return { items: [...known, ...unused.map((value) => ({ value, count: 0 }))] };
}

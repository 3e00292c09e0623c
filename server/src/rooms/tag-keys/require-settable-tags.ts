import type { Tag, TagKeySetter } from "@latchkey/contract";
import type { Connection } from "../../database/database.ts";
import { fromStoredTags } from "../../database/tags.ts";
import type { Context } from "../../http/context.ts";
import { httpErrors } from "../../http/http.errors.ts";
import { groupBy } from "../../platform/group-by.ts";
import { tagKeyErrors } from "./tag-keys.errors.ts";
import { listTagKeyRows, type TagKeyRow } from "./tag-keys.store.ts";

export interface SettingTags {
  /** As stored. */
  before: readonly string[];
  after: readonly string[];
  /** Of whom or what the tags are, where it exists already: people may set their own only where users may. */
  ownerId?: string;
  /** Where a tag stands in the request. */
  pathOf?: (tag: Tag, index: number) => string;
}

/**
 * Refuses values that a key does not take, and keys that the caller may not set. Only what changes is looked at: tags from
 * before a key was registered stay until somebody touches them.
 */
export async function requireSettableTags(connection: Connection, ctx: Context, setting: SettingTags): Promise<void> {
  const [before, after] = [new Set(setting.before), new Set(setting.after)];
  const moved = [...setting.after.filter((pair) => !before.has(pair)), ...setting.before.filter((pair) => !after.has(pair))];
  const refuse = await settableTagsOf(connection, ctx, [...new Set(fromStoredTags(moved).map((tag) => tag.key))]);
  refuse(setting);
}

/** The same for many whose tags change in the same keys: the registry is read once. */
export async function settableTagsOf(
  connection: Connection,
  ctx: Context,
  keys: readonly string[],
): Promise<(setting: SettingTags) => void> {
  const rows = await listTagKeyRows(connection, ctx.profileId, [...keys]);
  return (setting) => refuseSetting(rows, ctx, setting);
}

function refuseSetting(rows: readonly TagKeyRow[], ctx: Context, setting: SettingTags): void {
  const before = new Set(setting.before);
  const isOwn = ctx.principal.kind === "run_user" && ctx.principal.id === setting.ownerId;
  requireSetter(rows, ctx, isOwn);
  refuseOtherValues(
    rows,
    setting.after.map((pair) => ({ pair, isAdded: !before.has(pair) })),
    setting.pathOf ?? ((_tag, index) => `body.tags.${index}.value`),
  );
}

/** The form of a sign-up names its own keys: whoever fills it in sets none but those. */
function requireSetter(rows: readonly TagKeyRow[], ctx: Context, isOwn: boolean): void {
  const mayNot = rows.find((row) => !maySet(row.set_by, ctx, isOwn));
  if (mayNot) throw httpErrors.not_allowed({ detail: `You may not set the tag "${mayNot.key}": only ${mayNot.set_by} may.` });
}

function maySet(setBy: TagKeySetter, { principal }: Context, isOwn: boolean): boolean {
  if (setBy === "users" || principal.kind === "nobody") return true;
  if (isOwn) return false;
  return principal.kind === "analysis" ? setBy === "analyses" : true;
}

function refuseOtherValues(
  rows: readonly TagKeyRow[],
  tags: readonly { pair: string; isAdded: boolean }[],
  pathOf: NonNullable<SettingTags["pathOf"]>,
): void {
  const allowed = new Map([...groupBy(rows, (row) => row.key)].map(([key, [row]]) => [key, row?.allowed_values ?? null]));
  const errors = tags.flatMap(({ pair, isAdded }, index) => {
    const [tag] = fromStoredTags([pair]);
    const values = tag && isAdded ? allowed.get(tag.key) : null;
    if (!tag || !values || values.includes(tag.value)) return [];
    return [{ path: pathOf(tag, index), message: `of ${tag.key} must be one of ${shown(values)}` }];
  });
  if (errors.length > 0) throw tagKeyErrors.value_not_allowed({ errors });
}

const shownMax = 20;

function shown(values: readonly string[]): string {
  const rest = values.length - shownMax;
  return `${values.slice(0, shownMax).join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
}

import type { AccessChange } from "@latchkey/contract";
import type { Tx } from "../database/database.ts";
import { fromStoredTags } from "../database/tags.ts";
import type { TagChange } from "./access.ts";
import { requireConsent, type Consent } from "./consent.ts";
import type { Context } from "./context.ts";

type Retag = Extract<AccessChange, { kind: "retag" }>;

interface Retagging {
  of: Retag["of"];
  id: string;
  name: string;
  tags: TagChange;
  consent: Consent;
}

/** Other tags may take access from whoever carries them, and from whoever reached what carries them. */
export async function requireConsentToTags(tx: Tx, ctx: Context, { of, id, name, tags, consent }: Retagging): Promise<void> {
  const [remove, add] = [without(tags.before, tags.after), without(tags.after, tags.before)].map(fromStoredTags);
  if (remove === undefined || add === undefined || remove.length + add.length === 0) return;
  const change: Retag = { kind: "retag", of, which: { ids: [id] }, rename: [], remove, removeKeys: [], addIfAbsent: [], add };
  await requireConsent(tx, ctx, { changes: [change], name, consent });
}

function without(tags: readonly string[], others: readonly string[]): string[] {
  return tags.filter((tag) => !others.includes(tag));
}

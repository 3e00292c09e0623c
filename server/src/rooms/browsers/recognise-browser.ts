import type { SecuritySettings } from "@latchkey/contract";
import type { Tx } from "../../database/database.ts";
import type { Context } from "../../http/context.ts";
import { newId } from "../../platform/ids.ts";
import { hashToken, newSecretToken } from "../../platform/secret-tokens.ts";
import type { UserRow } from "../users/index.ts";
import { tokensInCookie, withToken } from "./browsers.rules.ts";
import {
  deleteOldestBrowsers,
  findBrowserByTokens,
  hasBrowsers,
  insertBrowser,
  noteBrowser,
  updateBrowserRow,
  type BrowserRow,
} from "./browsers.store.ts";

export interface RecognisedBrowser {
  row: BrowserRow;
  /** What the browser's cookie has to become; null when it can stay as it is. */
  cookie: string | null;
  /** The person never signed in with it. */
  isNew: boolean;
  /** It is the first browser of the person that is known at all. */
  isFirst: boolean;
  /** It has just begun to wait for approval. */
  hasJustBegunToWait: boolean;
}

const keptMax = 50;

/** The browser that somebody brings, where they signed in with it before. */
export interface KnownBrowser {
  row: BrowserRow | undefined;
  /** Whether they signed in with any browser before. */
  hasAny: boolean;
}

export async function findKnownBrowser(tx: Tx, ctx: Context, user: UserRow): Promise<KnownBrowser> {
  if (ctx.source.ip === null) return { row: undefined, hasAny: false };
  const owner = { profileId: user.profile_id, userId: user.id };
  const hashes = tokensInCookie(ctx.source.browserToken).map(hashToken);
  const row = hashes.length === 0 ? undefined : await findBrowserByTokens(tx, owner, hashes);
  return { row, hasAny: row !== undefined || (await hasBrowsers(tx, owner)) };
}

/**
 * Notes the browser somebody is signing in with: knows it again by its cookie, or makes it known. Where only approved ones may
 * sign in, one that nobody decided about begins to wait. Null where there is none, as on the command line.
 */
export async function recogniseBrowser(
  tx: Tx,
  ctx: Context,
  user: UserRow,
  { place, rules, known }: { place: "console" | "portal"; rules: SecuritySettings["devices"]; known: KnownBrowser },
): Promise<RecognisedBrowser | null> {
  if (ctx.source.ip === null) return null;
  const owner = { profileId: user.profile_id, userId: user.id };
  const now = ctx.platform.clock.now();
  const seen = { last_seen_at: now, ip: ctx.source.ip, user_agent: ctx.source.userAgent };

  if (known.row) {
    const status = statusNow(known.row.status, rules);
    const row = { ...known.row, ...seen, status };
    // What nobody changes is not written: somebody may be deciding about the browser at this moment.
    await noteBrowser(tx, known.row, seen);
    if (status !== known.row.status) await updateBrowserRow(tx, owner.profileId, known.row.id, { status });
    const hasJustBegunToWait = status === "pending" && known.row.status !== "pending";
    return { row, cookie: null, isNew: false, isFirst: false, hasJustBegunToWait };
  }

  const token = newSecretToken("browser");
  const row: BrowserRow = {
    profile_id: owner.profileId,
    id: newId(ctx.platform.clock),
    user_id: owner.userId,
    token_hash: hashToken(token),
    place,
    status: statusNow("known", rules),
    name: null,
    ...seen,
    created_at: now,
    trusted_until: null,
    decided_at: null,
    decided_by: null,
  };
  await insertBrowser(tx, row);
  await deleteOldestBrowsers(tx, owner, { kept: keptMax, now });
  const cookie = withToken(ctx.source.browserToken, token);
  return { row, cookie, isNew: true, isFirst: !known.hasAny, hasJustBegunToWait: row.status === "pending" };
}

function statusNow(stored: BrowserRow["status"], { onlyApproved }: SecuritySettings["devices"]): BrowserRow["status"] {
  if (stored === "known" && onlyApproved) return "pending";
  return stored === "pending" && !onlyApproved ? "known" : stored;
}

/** Marks a browser as trusted by its owner, from the sign-in page. */
export async function trustBrowser(tx: Tx, ctx: Context, row: BrowserRow, trustDays: number): Promise<BrowserRow> {
  const until = new Date(ctx.platform.clock.now().getTime() + trustDays * 86_400_000);
  return updateBrowserRow(tx, row.profile_id, row.id, { trusted_until: until });
}

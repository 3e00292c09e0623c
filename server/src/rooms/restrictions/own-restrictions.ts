import type { OwnRestrictions, Restrictions } from "@latchkey/contract";
import type { Tx } from "../../database/database.ts";
import { transact } from "../../database/transact.ts";
import type { Context } from "../../http/context.ts";
import { httpErrors } from "../../http/http.errors.ts";
import { actorOf, recordAuditEntry } from "../audit/index.ts";
import { requireNotLockedOut } from "./lock-out.ts";
import { restrictionErrors } from "./restrictions.errors.ts";
import { findOwnerName, findRestrictions, storeRestrictions, type Owner } from "./restrictions.store.ts";

/** The version of rules that nobody set yet. */
const unset = 1;

/** The rules that somebody or something has of its own. */
export async function getRestrictions(ctx: Context, owner: Owner): Promise<OwnRestrictions> {
  if ((await findOwnerName(ctx.db, owner)) === undefined) throw httpErrors.not_found();
  const row = await findRestrictions(ctx.db, owner);
  return { version: row?.version ?? unset, restrictions: row?.rules ?? null, caller: callerOf(ctx) };
}

export interface RestrictionsChange {
  restrictions: Restrictions | null;
  confirmLockOut: boolean;
  /** The version that was read. */
  version: number;
}

/** Replaces or removes the rules; they count from the next request on. Refused when somebody else changed them meanwhile. */
export async function putRestrictions(ctx: Context, owner: Owner, change: RestrictionsChange): Promise<OwnRestrictions> {
  // Whoever found the token could otherwise take its limits off.
  const isOneself = ctx.principal.kind === "api_token" && owner.type === "api_token" && ctx.principal.id === owner.id;
  if (isOneself) throw httpErrors.not_allowed({ detail: "A token cannot change its own restrictions." });

  return transact(ctx.db, async (tx) => {
    const name = await findOwnerName(tx, owner);
    if (name === undefined) throw httpErrors.not_found();
    const before = await findRestrictions(tx, owner);
    const { version: current } = before ?? { version: unset };
    if (current !== change.version) throw restrictionErrors.version_conflict({ extra: { version: current } });

    if (change.restrictions !== null) requireNotLockedOut(ctx, { owner, rules: change.restrictions, isConfirmed: change.confirmLockOut });
    const version = await store(tx, ctx, owner, change);
    await recordAuditEntry(tx, ctx, {
      action: "restriction.updated",
      profileId: owner.profileId,
      object: { type: owner.type, id: owner.id, name },
      before: { restrictions: before?.rules ?? null },
      after: { restrictions: change.restrictions },
    });
    return { version, restrictions: change.restrictions, caller: callerOf(ctx) };
  });
}

async function store(tx: Tx, ctx: Context, owner: Owner, { restrictions, version }: RestrictionsChange): Promise<number> {
  const stored = {
    rules: restrictions === null ? null : JSON.stringify(restrictions),
    version: version + 1,
    now: ctx.platform.clock.now(),
    author: actorOf(ctx.principal).name,
  };
  if (!(await storeRestrictions(tx, owner, stored))) throw restrictionErrors.version_conflict();
  return stored.version;
}

function callerOf({ platform, source }: Context): OwnRestrictions["caller"] {
  return { address: source.ip, country: platform.countries.countryOf(source.ip) };
}

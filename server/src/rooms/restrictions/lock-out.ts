import type { Restrictions } from "@latchkey/contract";
import type { Tx } from "../../database/database.ts";
import type { Events } from "../../database/events.ts";
import type { Context } from "../../http/context.ts";
import { deploymentId } from "../../platform/ids.ts";
import { findBrowser } from "../browsers/index.ts";
import { restrictionErrors } from "./restrictions.errors.ts";
import { findRefusal } from "./restrictions.rules.ts";
import type { Owner } from "./restrictions.store.ts";

interface NewRules {
  owner: Owner | { type: "profile"; profileId: string };
  rules: Restrictions;
  isConfirmed: boolean;
}

/** Refuses rules that would refuse their own author, here and now, unless that is meant. */
export function requireNotLockedOut(ctx: Context, { owner, rules, isConfirmed }: NewRules): void {
  if (isConfirmed || rules.mode === "monitor" || !isGoverned(ctx, owner)) return;

  const { ip } = ctx.source;
  const where = { now: ctx.platform.clock.now().getTime(), address: ip, country: ctx.platform.countries.countryOf(ip) };
  if (findRefusal(rules, where) !== null) throw restrictionErrors.would_lock_you_out();
}

function isGoverned({ principal }: Context, owner: NewRules["owner"]): boolean {
  if (!("id" in principal)) return false;
  switch (owner.type) {
    case "profile":
      return (principal.kind === "administrator" ? deploymentId : principal.profileId) === owner.profileId;
    case "role":
      return "roles" in principal && principal.roles.some(({ roleId }) => roleId === owner.id);
    default:
      return principal.kind === owner.type && principal.id === owner.id;
  }
}

/** The rules of a whole profile, or of the console, are part of its security settings; so is the one about devices. */
export function listenToSecurity(events: Events): void {
  events.on("security.changing", async (tx, { ctx, profileId, after, confirmLockOut: isConfirmed }) => {
    const owner = { type: "profile", profileId } as const;
    requireNotLockedOut(ctx, { owner, rules: after.restrictions, isConfirmed });
    if (isConfirmed || !after.devices.onlyApproved || !isGoverned(ctx, owner)) return;
    if (!(await isOnApprovedBrowser(tx, ctx, profileId))) throw restrictionErrors.would_lock_you_out();
  });
}

/** Whoever has no session is not asked for a device. */
async function isOnApprovedBrowser(tx: Tx, { principal }: Context, profileId: string): Promise<boolean> {
  if (!("session" in principal)) return true;
  const { browserId } = principal.session;
  return browserId !== null && (await findBrowser(tx, profileId, browserId))?.status === "approved";
}

import type { Tx } from "../../database/database.ts";
import type { Context } from "../../http/context.ts";
import { deploymentId } from "../../platform/ids.ts";
import { queueMail } from "../mail/index.ts";
import { findProfile } from "../profiles/index.ts";
import { getSecuritySettings } from "../security/index.ts";
import type { UserRow } from "../users/index.ts";
import { nameOfUserAgent } from "./browsers.rules.ts";
import { listKeepers, type BrowserRow } from "./browsers.store.ts";

/** Where a person sees their own devices; portals have their page under their own address. */
async function securityPageOf(tx: Tx, profileId: string): Promise<string | null> {
  if (profileId === deploymentId) return "/console/account/security";
  const profile = await findProfile(tx, profileId);
  return profile ? `/p/${profile.slug}/account/security` : null;
}

/** Tells a person that somebody signed in with a browser they never used before. */
export async function tellOfNewBrowser(tx: Tx, ctx: Context, user: UserRow, row: BrowserRow): Promise<void> {
  if (user.email === null) return;
  await queueMail(tx, ctx, {
    profileId: user.profile_id,
    userId: user.id,
    to: user.email,
    name: user.name,
    // Whoever signs in has just shown that it is them.
    languages: ctx.source.languages ?? [],
    template: "new_device",
    data: {
      at: row.last_seen_at,
      device: nameOfUserAgent(row.user_agent),
      address: row.ip,
      location: ctx.platform.countries.countryOf(row.ip),
      page: await securityPageOf(tx, user.profile_id),
    },
  });
}

/** Tells whoever looks after the profile that a device waits for them. */
export async function tellOfWaitingBrowser(tx: Tx, ctx: Context, user: UserRow, row: BrowserRow): Promise<void> {
  const profileId = user.profile_id;
  const { ownerEmail } = (await getSecuritySettings(tx, profileId)).accounts;
  const keepers = ownerEmail === null ? await listKeepers(tx, profileId) : [{ id: null, name: null, email: ownerEmail }];
  const page = profileId === deploymentId ? "/console/device-approvals" : `/console/profiles/${profileId}/device-approvals`;
  for (const keeper of keepers) {
    await queueMail(tx, ctx, {
      // Administrators are people of the deployment, and their mails are kept there.
      profileId: keeper.id === null ? profileId : deploymentId,
      userId: keeper.id,
      to: keeper.email,
      name: keeper.name,
      template: "device_waiting",
      data: {
        at: row.last_seen_at,
        device: nameOfUserAgent(row.user_agent),
        address: row.ip,
        person: user.name,
        email: user.email ?? "",
        page,
      },
    });
  }
}

/** Tells a person that they may sign in with the device now. */
export async function tellOfApproval(tx: Tx, ctx: Context, user: UserRow, row: BrowserRow): Promise<void> {
  if (user.email === null) return;
  await queueMail(tx, ctx, {
    profileId: user.profile_id,
    userId: user.id,
    to: user.email,
    name: user.name,
    template: "device_approved",
    data: { device: nameOfUserAgent(row.user_agent), page: await signInPageOf(tx, user.profile_id) },
  });
}

async function signInPageOf(tx: Tx, profileId: string): Promise<string | null> {
  if (profileId === deploymentId) return "/console/";
  const profile = await findProfile(tx, profileId);
  return profile ? `/p/${profile.slug}` : null;
}

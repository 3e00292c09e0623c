import type { AccountRules } from "@latchkey/contract";
import type { Tx } from "../../database/database.ts";
import type { Context } from "../../http/context.ts";
import { deploymentId } from "../../platform/ids.ts";
import { listAdministratorAddresses } from "../administrators/index.ts";
import { queueMail } from "../mail/index.ts";
import type { UserRow } from "../users/index.ts";
import type { DeletionRequestRow } from "./accounts.store.ts";

/** Tells the profile's owner, or every administrator of it, that somebody asks to be deleted. */
export async function mailOwners(
  tx: Tx,
  ctx: Context,
  { user, row, rules }: { user: UserRow; row: DeletionRequestRow; rules: AccountRules },
): Promise<void> {
  const { profile_id: profileId } = user;
  const isAdministrator = profileId === deploymentId;
  const addresses = rules.ownerEmail === null ? await listAdministratorAddresses(tx, profileId) : [rules.ownerEmail];
  const page = isAdministrator ? "/console/administrators" : `/console/profiles/${profileId}/deletion-requests`;
  const data = { at: row.requested_at, person: user.name, email: user.email ?? "", reason: row.reason, dueAt: row.due_at, page };

  for (const to of addresses) await queueMail(tx, ctx, { profileId, userId: null, to, template: "deletion_requested_owner", data });
}

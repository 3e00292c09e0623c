import type { Administrator, Page } from "@latchkey/contract";
import { transact } from "../../database/transact.ts";
import type { Context } from "../../http/context.ts";
import { httpErrors } from "../../http/http.errors.ts";
import type { AdministratorPrincipal, RunUserPrincipal } from "../../http/principal.ts";
import { deploymentId } from "../../platform/ids.ts";
import { recordAuditEntry } from "../audit/index.ts";
import { findSecondFactorDueAt } from "../factors/index.ts";
import { findProfile } from "../profiles/index.ts";
import { toOwnSession } from "../sessions/index.ts";
import { findUser, updateUserRow, userObject } from "../users/index.ts";
import { findAdministrator, listAdministratorRows } from "./administrators.store.ts";
import { toAdministrator } from "./to-administrator.ts";

export async function describeMe(ctx: Context, administratorId: string, session: Parameters<typeof toOwnSession>[0]) {
  const row = await findAdministrator(ctx.db, administratorId);
  if (!row) throw httpErrors.not_signed_in();
  const administrator = toAdministrator(row);
  return {
    kind: "administrator" as const,
    administrator,
    user: null,
    profiles: administrator.profiles,
    language: administrator.language,
    session: toOwnSession(session),
    secondFactorDueAt: await findDueAt(ctx, { profileId: deploymentId, userId: administratorId }),
  };
}

async function findDueAt(ctx: Context, person: { profileId: string; userId: string }): Promise<string | null> {
  return (await findSecondFactorDueAt(ctx.db, ctx, person))?.toISOString() ?? null;
}

export async function getMe(ctx: Context) {
  if (ctx.principal.kind === "run_user") return describeRunUser(ctx, ctx.principal);
  const me = administratorOf(ctx);
  return describeMe(ctx, me.id, me.session);
}

/** A run user to whom roles or policies give something to do in the console. */
async function describeRunUser(ctx: Context, { id, name, email, profileId, profileSlug, session }: RunUserPrincipal) {
  const profile = await findProfile(ctx.db, profileId);
  if (!profile) throw httpErrors.not_signed_in();
  return {
    kind: "run_user" as const,
    administrator: null,
    user: { id, name, email, profileId, slug: profileSlug },
    profiles: [{ id: profileId, name: profile.name, isLimited: true }],
    language: (await findUser(ctx.db, profileId, id, { kind: "all" }))?.language ?? null,
    session: toOwnSession(session),
    secondFactorDueAt: await findDueAt(ctx, { profileId, userId: id }),
  };
}

/** Changes one's own name. */
export async function renameMe(ctx: Context, name: string): Promise<Administrator> {
  const me = administratorOf(ctx);
  return transact(ctx.db, async (tx) => {
    await updateUserRow(tx, deploymentId, me.id, { name, updated_at: ctx.platform.clock.now() });
    const row = await findAdministrator(tx, me.id);
    if (!row) throw httpErrors.not_signed_in();
    await recordAuditEntry(tx, ctx, {
      action: "administrator.updated",
      object: userObject(row),
      before: { name: me.name },
      after: { name },
    });
    return toAdministrator(row);
  });
}

export async function listAdministrators(ctx: Context): Promise<Page<Administrator>> {
  const rows = await listAdministratorRows(ctx.db);
  return { items: rows.map(toAdministrator), nextCursor: null, total: { count: rows.length, isCapped: false } };
}

function administratorOf(ctx: Context): AdministratorPrincipal {
  if (ctx.principal.kind !== "administrator") throw httpErrors.not_signed_in();
  return ctx.principal;
}

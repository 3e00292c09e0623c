import type { UserInheritance } from "@latchkey/contract";
import { inheritanceOf, type Circumstances, type PolicySet, type RoleHolding, type Subject } from "@latchkey/engine";
import { fromStoredTags } from "../../database/tags.ts";
import type { Context } from "../../http/context.ts";
import { findAllowed } from "../../http/find-allowed.ts";
import { httpErrors } from "../../http/http.errors.ts";
import { findProfile } from "../profiles/index.ts";
import { listHoldings, type Holding } from "../roles/index.ts";
import { findUser } from "../users/index.ts";
import type { PolicySets } from "./policy-sets.ts";

/** A run user with all that is directly theirs, roles that are yet to begin among it, and the rules that say what follows. */
export interface StoredUser {
  subject: Omit<Subject, "roles"> & { roles: readonly Holding[] };
  status: string;
  set: PolicySet;
  circumstances: Circumstances;
}

/** The user as the engine asks for them, now and from nowhere in particular; as far as the caller may see users. */
export async function findStoredUser(ctx: Context, policySets: PolicySets, userId: string): Promise<StoredUser> {
  const now = ctx.platform.clock.now();
  const [user, holdings, profile] = await Promise.all([
    findAllowed(ctx, { type: "run_user", action: "access" }, (filter) => findUser(ctx.db, ctx.profileId, userId, filter)),
    listHoldings(ctx.db, ctx.profileId, { type: "run_user", ids: [userId], now }),
    findProfile(ctx.db, ctx.profileId),
  ]);
  if (!profile) throw httpErrors.not_found();

  return {
    subject: {
      type: "run_user",
      id: user.id,
      tags: fromStoredTags(user.tags),
      groups: user.group_ids,
      roles: holdings.get(user.id) ?? [],
    },
    status: user.status,
    set: await policySets.get(ctx.profileId, profile.access_revision),
    circumstances: { now: now.getTime(), address: null, isDeviceTrusted: false, hasSecondFactor: false },
  };
}

/** Roles that come with a group or with another role have no assignment of the user's own. */
function assignmentIdOf(holdings: readonly Holding[], holding: RoleHolding | null): string | null {
  return holdings.find((each) => each === holding)?.assignmentId ?? null;
}

/** Tags, groups and roles of a user, direct and inherited, each with where it comes from. */
export async function getUserInheritance(ctx: Context, policySets: PolicySets, userId: string): Promise<UserInheritance> {
  const { set, subject, circumstances } = await findStoredUser(ctx, policySets, userId);
  const { tags, groups, roles } = inheritanceOf(set, subject, circumstances);
  return {
    tags,
    groups,
    roles: roles.map(({ holding, ...role }) => ({ ...role, assignmentId: assignmentIdOf(subject.roles, holding) })),
  };
}

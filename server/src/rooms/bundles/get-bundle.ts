import { bundleContent, type BundleContent } from "@latchkey/contract";
import type { EngineGroup, EnginePolicy, EngineRole, PolicySet } from "@latchkey/engine";
import type { Context } from "../../http/context.ts";
import { httpErrors } from "../../http/http.errors.ts";
import type { PolicySets } from "../access/index.ts";
import { findProfile } from "../profiles/index.ts";
import { signBundle } from "./sign-bundle.ts";

/** Everything that decides access in the profile now, signed. The same rules that this server decides by. */
export async function getBundle(ctx: Context, policySets: PolicySets, { staleAfterSeconds }: { staleAfterSeconds: number }) {
  const profile = await findProfile(ctx.db, ctx.profileId);
  if (!profile) throw httpErrors.not_found();

  const set = await policySets.get(ctx.profileId, profile.access_revision);
  const content: BundleContent = {
    format: 1,
    profileId: ctx.profileId,
    accessRevision: profile.access_revision,
    issuedAt: ctx.platform.clock.now().toISOString(),
    staleAfterSeconds,
    ...rulesOf(set),
  };
  return { bundle: await signBundle(ctx, content), accessRevision: content.accessRevision };
}

function rulesOf(set: PolicySet): Pick<BundleContent, "policies" | "roles" | "groups" | "catalogue"> {
  return {
    policies: [...set.activePolicies()].map(toPolicy),
    roles: [...set.roles.values()].map(toRole),
    groups: [...set.groups.values()].map(toGroup),
    catalogue: bundleContent.shape.catalogue.parse(structuredClone(set.catalogue)),
  };
}

function toPolicy({ id, name, targets, permissions, conditions = {} }: EnginePolicy): BundleContent["policies"][number] {
  return { id, name, status: "active", targets: [...targets], permissions: [...permissions], conditions };
}

function toRole({ id, name, permissions, includes, conditions = {} }: EngineRole): BundleContent["roles"][number] {
  return { id, name, permissions: [...permissions], includes: [...includes], conditions };
}

function toGroup({ id, name, parentId, rule, tags, roles }: EngineGroup): BundleContent["groups"][number] {
  return { id, name, parentId, rule, tags: [...tags], roles: roles.map(({ roleId, conditions }) => ({ roleId, conditions })) };
}

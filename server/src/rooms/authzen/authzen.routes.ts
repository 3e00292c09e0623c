import { apiRoutes } from "@latchkey/contract";
import type { Context } from "../../http/context.ts";
import { on, type RouteEntry } from "../../http/routes.ts";
import { pdpConfiguration } from "./configuration.ts";
import { evaluate, evaluateMany } from "./evaluate.ts";
import type { DecisionPoint } from "./policy-set-of.ts";
import { searchActions, searchResources, searchSubjects } from "./search.ts";

const { authzen } = apiRoutes;

export function authzenRoutes(point: DecisionPoint): RouteEntry[] {
  const configuration = async (ctx: Context, { params }: { params: { profileId: string } }) =>
    pdpConfiguration(ctx.platform.settings.publicUrl, params.profileId);

  return [
    on(authzen.getConfiguration, configuration),
    on(authzen.getConfigurationBelow, configuration),
    on(authzen.evaluate, (ctx, { body }) => evaluate(ctx, point, body)),
    on(authzen.evaluateMany, (ctx, { body }) => evaluateMany(ctx, point, body)),
    on(authzen.searchSubjects, (ctx, { body }) => searchSubjects(ctx, point.policySets, body)),
    on(authzen.searchResources, (ctx, { body }) => searchResources(ctx, point.policySets, body)),
    on(authzen.searchActions, (ctx, { body }) => searchActions(ctx, point.policySets, body)),
  ];
}

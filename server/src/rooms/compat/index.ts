import type { FastifyInstance } from "fastify";
import { createHttpServer, type HttpServerOptions } from "../../http/http-server.ts";
import type { RouterServices } from "../../http/router.ts";
import type { LiveHub } from "../live/index.ts";
import type { PolicySets } from "../access/index.ts";
import { actionRoutes } from "./actions/actions.ts";
import { policyRoutes } from "./access/policies.ts";
import { runNotificationRoutes } from "./people/notifications.ts";
import { ownFactorRoutes } from "./people/own-factors.ts";
import { runSettingsRoutes } from "./people/run-settings.ts";
import { runUserRoutes } from "./people/run-users.ts";
import { selfRoutes } from "./people/self.ts";
import { storageRoutes } from "./people/storage.ts";
import { accountRoutes } from "./profile/accounts.ts";
import { auditLogRoutes } from "./profile/audit-log.ts";
import { everydayRoutes } from "./profile/everyday.ts";
import { profileRoutes } from "./profile/profiles.ts";
import { teamRoutes } from "./profile/team.ts";
import { dictionaryRoutes } from "./texts/dictionaries.ts";
import { dictionaryLanguageRoutes } from "./texts/dictionary-languages.ts";
import { analysisRoutes } from "./things/analyses.ts";
import { dashboardRoutes } from "./things/dashboards.ts";
import { deviceDataRoutes } from "./things/device-data.ts";
import { deviceRoutes } from "./things/devices.ts";
import { duplicateRoutes } from "./things/duplicate-dashboard.ts";
import { shareLinkRoutes } from "./things/share-links.ts";
import { widgetResourceRoutes } from "./things/widget-resource.ts";
import { widgetRoutes } from "./things/widgets.ts";
import { registerEventStream } from "./wire/event-stream.ts";
import { notServedRoutes } from "./wire/not-served.ts";
import { registerTagoRoutes } from "./wire/register-tago-routes.ts";
import type { TagoRoute } from "./wire/tago-route.ts";

export interface CompatParts {
  services: RouterServices;
  policySets: PolicySets;
}

/** Every call that is served. */
export function tagoRoutes({ services, policySets }: CompatParts): TagoRoute[] {
  return [
    ...everydayRoutes,
    ...runSettingsRoutes,
    ...runUserRoutes,
    ...runNotificationRoutes,
    ...selfRoutes,
    ...ownFactorRoutes,
    ...storageRoutes,
    ...policyRoutes(),
    ...deviceRoutes,
    ...dashboardRoutes,
    ...duplicateRoutes,
    ...shareLinkRoutes(policySets),
    ...widgetRoutes,
    ...widgetResourceRoutes,
    ...analysisRoutes,
    ...deviceDataRoutes,
    ...actionRoutes,
    ...dictionaryRoutes,
    ...dictionaryLanguageRoutes,
    ...accountRoutes(services.authenticate),
    ...profileRoutes(services.authenticate),
    ...teamRoutes,
    ...auditLogRoutes,
    ...notServedRoutes,
  ];
}

/** TagoIO's event stream, which its SDK looks for at the root. */
export function registerCompatEvents(http: FastifyInstance, services: RouterServices, hub: LiveHub): void {
  registerEventStream(http, services, hub);
}

/** Serves TagoIO's API below `prefix`. */
export async function registerCompat(http: FastifyInstance, parts: CompatParts, prefix: string): Promise<void> {
  await registerTagoRoutes(http, tagoRoutes(parts), { prefix, services: parts.services });
}

/** A server of its own for clients that keep no path: the same calls at its root, and nothing else. */
export async function createCompatServer(
  options: HttpServerOptions,
  { hub, ...parts }: CompatParts & { hub: LiveHub },
): Promise<FastifyInstance> {
  const http = await createHttpServer(options);
  registerCompatEvents(http, parts.services, hub);
  await registerCompat(http, parts, "");
  return http;
}

export { actionWords } from "./actions/action-words.ts";
export { importTagoio } from "./import/import-tagoio.ts";
export { importKinds, type ImportEntry, type ImportKind, type ImportReport, type TagoExport } from "./import/import-state.ts";

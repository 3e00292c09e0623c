/** Every route of the native API, by room. */
import { accessRoutes } from "./access.ts";
import { administratorRoutes } from "./administrators.ts";
import { analysisRoutes } from "./analyses.ts";
import { auditRoutes } from "./audit.ts";
import { dashboardRoutes } from "./dashboards.ts";
import { deviceRoutes } from "./devices.ts";
import { portalRoutes } from "./portal.ts";
import { profileRoutes } from "./profiles.ts";
import { sharingRoutes } from "./sharing.ts";
import { tokenRoutes } from "./tokens.ts";
import { userRoutes } from "./users.ts";

export const apiRoutes = {
  administrators: administratorRoutes,
  profiles: profileRoutes,
  tokens: tokenRoutes,
  users: userRoutes,
  devices: deviceRoutes,
  analyses: analysisRoutes,
  dashboards: dashboardRoutes,
  access: accessRoutes,
  sharing: sharingRoutes,
  portal: portalRoutes,
  audit: auditRoutes,
} as const;

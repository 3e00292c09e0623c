/** Screens of a profile: its things, mail, audit log and settings. */
import { analysesSearch, analysisSearch } from "../rooms/analyses/analyses-search.ts";
import { auditSearch } from "../rooms/audit/audit-search.ts";
import { dashboardSearch, dashboardsSearch } from "../rooms/dashboards/dashboards-search.ts";
import { deviceSearch, devicesSearch } from "../rooms/devices/devices-search.ts";
import { mailSearch } from "../rooms/mail/mail-search.ts";
import { objectsSearch } from "../rooms/resource-types/resource-types-search.ts";
import { settingsSearch } from "../rooms/settings/settings-search.ts";
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { profile } from "./frames.ts";

const resourceTypes = createRoute({
  getParentRoute: () => profile,
  path: "resource-types",
  component: lazyRouteComponent(() => import("../rooms/resource-types/resource-types-page.tsx"), "ResourceTypesPage"),
});

const resourceType = createRoute({
  getParentRoute: () => profile,
  path: "resource-types/$type",
  validateSearch: objectsSearch,
  component: lazyRouteComponent(() => import("../rooms/resource-types/resource-type-page.tsx"), "ResourceTypePage"),
});

const dashboards = createRoute({
  getParentRoute: () => profile,
  path: "dashboards",
  validateSearch: dashboardsSearch,
  component: lazyRouteComponent(() => import("../rooms/dashboards/dashboards-page.tsx"), "DashboardsPage"),
});

const dashboard = createRoute({
  getParentRoute: () => profile,
  path: "dashboards/$dashboardId",
  validateSearch: dashboardSearch,
  component: lazyRouteComponent(() => import("../rooms/dashboards/dashboard-page.tsx"), "DashboardPage"),
});

const devices = createRoute({
  getParentRoute: () => profile,
  path: "devices",
  validateSearch: devicesSearch,
  component: lazyRouteComponent(() => import("../rooms/devices/devices-page.tsx"), "DevicesPage"),
});

const device = createRoute({
  getParentRoute: () => profile,
  path: "devices/$deviceId",
  validateSearch: deviceSearch,
  component: lazyRouteComponent(() => import("../rooms/devices/device-page.tsx"), "DevicePage"),
});

const analyses = createRoute({
  getParentRoute: () => profile,
  path: "analyses",
  validateSearch: analysesSearch,
  component: lazyRouteComponent(() => import("../rooms/analyses/analyses-page.tsx"), "AnalysesPage"),
});

const analysis = createRoute({
  getParentRoute: () => profile,
  path: "analyses/$analysisId",
  validateSearch: analysisSearch,
  component: lazyRouteComponent(() => import("../rooms/analyses/analysis-page.tsx"), "AnalysisPage"),
});

const mails = createRoute({
  getParentRoute: () => profile,
  path: "mails",
  validateSearch: mailSearch,
  component: lazyRouteComponent(() => import("../rooms/mail/mail-page.tsx"), "MailPage"),
});

const audit = createRoute({
  getParentRoute: () => profile,
  path: "audit",
  validateSearch: auditSearch,
  component: lazyRouteComponent(() => import("../rooms/audit/audit-page.tsx"), "AuditPage"),
});

const settings = createRoute({
  getParentRoute: () => profile,
  path: "settings",
  validateSearch: settingsSearch,
  component: lazyRouteComponent(() => import("../rooms/settings/settings-page.tsx"), "SettingsPage"),
});

export const thingRoutes = [
  resourceTypes,
  resourceType,
  dashboards,
  dashboard,
  devices,
  device,
  analyses,
  analysis,
  mails,
  audit,
  settings,
] as const;

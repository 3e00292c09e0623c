declare module "../../database/events.ts" {
  interface EventMap {
    "dashboard.deleted": { profileId: string; dashboardId: string };
    "widget.deleted": { profileId: string; widgetId: string };
  }
}

export {};

declare module "../../database/events.ts" {
  interface EventMap {
    "dashboard.deleted": { profileId: string; dashboardId: string };
  }
}

export {};

export { authenticateShare } from "./authenticate-share.ts";
export { listenToDashboards as listenToDashboardsForSharing } from "./sharing.listeners.ts";
export { sharingRoutes } from "./sharing.routes.ts";
export { createShare } from "./share-dashboard.ts";

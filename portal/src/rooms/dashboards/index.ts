export type { DashboardSearch } from "./dashboards-search.ts";
export { FullScreenButton } from "./full-screen-button.tsx";
export { portalSource } from "./portal-source.ts";

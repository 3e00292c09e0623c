export { bundleRoutes } from "./bundles.routes.ts";

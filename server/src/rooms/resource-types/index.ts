export { resourceTypeRoutes } from "./resource-types.routes.ts";
export { listResourceTypeRows } from "./resource-types.store.ts";
export { readCatalogue, toCatalogue } from "./read-catalogue.ts";

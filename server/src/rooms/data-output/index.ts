import "./data-output.events.ts";

export { countDataOutput, countThisMonth } from "./count-data-output.ts";
export { dataOutputRoutes } from "./data-output.routes.ts";
export { findDataOutputLimit, requireDataOutputLeft } from "./limit-data-output.ts";

export { countDataOutput, countThisMonth } from "./count-data-output.ts";
export { dataOutputRoutes } from "./data-output.routes.ts";

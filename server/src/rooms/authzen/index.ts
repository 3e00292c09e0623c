export { authzenRoutes } from "./authzen.routes.ts";

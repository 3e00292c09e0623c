export { proofRoutes } from "./proofs.routes.ts";

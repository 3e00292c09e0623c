export { signupRoutes } from "./signup.routes.ts";

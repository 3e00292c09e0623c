import "./signup.jobs.ts";

export { confirmSignUp } from "./confirm-sign-up.ts";
export { signUp } from "./sign-up.ts";
export { signupJobs, signupRoutes } from "./signup.routes.ts";

import "./sign-in.jobs.ts";

export { noticeLock } from "./notice-lock.ts";
export { proveSecondFactor, sendSecondFactorCode } from "./prove-second-factor.ts";
export { recordRefusal } from "./refusals.ts";
export { requestMail } from "./request-mail.ts";
export { resetPassword } from "./reset-password.ts";
export { signInWithPassword } from "./sign-in-with-password.ts";
export { requireBotCheck } from "./bot-check.ts";
export { nextStep, settle } from "./next-step.ts";
export { pageOf } from "./request-mail.ts";
export { listenToUsers as listenToUsersForSignIn } from "./sign-in.listeners.ts";
export { enter as enterPlaceWithCookie, signInJobs, signInRoutes } from "./sign-in.routes.ts";
export { deleteExpiredTickets } from "./tickets.store.ts";
export { tryMailedCode } from "./try-mailed-code.ts";

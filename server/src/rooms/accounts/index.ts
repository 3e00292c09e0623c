import { onJob } from "../../http/jobs.ts";
import "./accounts.jobs.ts";
import { handOverDeletion } from "./hand-over-deletion.ts";

export { accountRoutes } from "./accounts.routes.ts";
export { loginAs } from "./login-as.ts";
export { setOwnLanguage } from "./own-language.ts";
export { requestDeletion } from "./request-deletion.ts";
export { deleteDueAccounts } from "./settle-deletion.ts";

export const accountJobs = [onJob("accounts.hand_over_deletion", handOverDeletion)];

import { apiRoutes } from "@latchkey/contract";
import { on } from "../../http/routes.ts";
import { findPlace } from "../sessions/index.ts";
import { confirmEmailChange, redeemEmailChange, requestEmailChange, undoEmailChange } from "./change-email.ts";
import { downloadOwnData } from "./download-data.ts";
import { loginAs } from "./login-as.ts";
import { setOwnLanguage } from "./own-language.ts";
import { cancelDeletion, getOwnDeletion, requestDeletion, undoDeletion } from "./request-deletion.ts";
import { decideDeletion, listDeletionRequests } from "./settle-deletion.ts";

const { accounts } = apiRoutes;

export const accountRoutes = [
  on(accounts.requestEmailChange, (ctx, { params, body }) => requestEmailChange(ctx, params.place, body.email)),
  on(accounts.confirmEmailChange, (ctx, { params, body }) => confirmEmailChange(ctx, params.place, body.code)),
  on(accounts.redeemEmailChange, async (ctx, { params, body }) => {
    const { profileId } = await findPlace(ctx.db, params.place);
    return redeemEmailChange(ctx, { name: params.place, profileId }, body.token);
  }),
  on(accounts.undoEmailChange, async (ctx, { params, body }) => undoEmailChange(ctx, await findPlace(ctx.db, params.place), body.token)),
  on(accounts.setOwnLanguage, (ctx, { body }) => setOwnLanguage(ctx, body.language)),
  on(accounts.getOwnDeletion, (ctx) => getOwnDeletion(ctx)),
  on(accounts.requestDeletion, (ctx, { params, body }) => requestDeletion(ctx, params.place, body.reason ?? null)),
  on(accounts.cancelDeletion, (ctx) => cancelDeletion(ctx)),
  on(accounts.undoDeletion, async (ctx, { params, body }) => undoDeletion(ctx, await findPlace(ctx.db, params.place), body.token)),
  on(accounts.downloadOwnData, (ctx, { body }) => downloadOwnData(ctx, body.format)),
  on(accounts.listDeletionRequests, (ctx, { query }) => listDeletionRequests(ctx, query)),
  on(accounts.decideDeletion, (ctx, { params, body }) => decideDeletion(ctx, { requestId: params.requestId, ...body })),
  on(accounts.loginAs, async (ctx, { params, body }, reply) => {
    const { started, slug, answer } = await loginAs(ctx, { userId: params.userId, ...body });
    reply.startSession({ token: started.token, expiresAt: started.session.expiresAt, slug });
    return answer;
  }),
];

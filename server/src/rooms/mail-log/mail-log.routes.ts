import { apiRoutes, type MailDelivery } from "@latchkey/contract";
import type { Context } from "../../http/context.ts";
import { httpErrors } from "../../http/http.errors.ts";
import { on } from "../../http/routes.ts";
import { revealMailSecret, sendMailAgain, sendTest } from "./change-mail.ts";
import { getMail, listMails } from "./find-mail.ts";

const { mails } = apiRoutes;

export const mailLogRoutes = [
  on(mails.listMails, (ctx, { query }) => listMails(ctx, query)),
  on(mails.getMailDelivery, async (ctx) => {
    // The guard leaves lists to the verbs; this is none, and only whoever may see some user has a use for it.
    if (ctx.access.filter("run_user", "access").kind === "none") throw httpErrors.not_allowed();
    return toDelivery(ctx);
  }),
  on(mails.getMail, (ctx, { params }) => getMail(ctx, params.mailId)),
  on(mails.sendMailAgain, (ctx, { params }) => sendMailAgain(ctx, params.mailId)),
  on(mails.revealMailSecret, (ctx, { params }) => revealMailSecret(ctx, params.mailId)),
  on(mails.sendTestMail, (ctx, { body }) => sendTest(ctx, body)),
  on(mails.listDeploymentMails, (ctx, { query }) => listMails(ctx, query)),
  on(mails.getDeploymentMailDelivery, async (ctx) => toDelivery(ctx)),
  on(mails.getDeploymentMail, (ctx, { params }) => getMail(ctx, params.mailId)),
  on(mails.sendDeploymentMailAgain, (ctx, { params }) => sendMailAgain(ctx, params.mailId)),
  on(mails.revealDeploymentMailSecret, (ctx, { params }) => revealMailSecret(ctx, params.mailId)),
  on(mails.sendDeploymentTestMail, (ctx, { body }) => sendTest(ctx, body)),
];

function toDelivery({ platform }: Context): MailDelivery {
  return {
    isEmailConfigured: platform.mailer !== null,
    isSmsConfigured: platform.smsGateway !== null,
    sender: platform.mailer?.sender ?? null,
  };
}

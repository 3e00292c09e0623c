import { apiRoutes } from "@latchkey/contract";
import { on } from "../../http/routes.ts";
import type { OwnerRef } from "./browser-owner.ts";
import { distrustBrowser, renameBrowser, revokeBrowser, trustBrowserOf } from "./change-browser.ts";
import { decideBrowser } from "./decide-browser.ts";
import { listBrowsers, listPendingBrowsers } from "./list-browsers.ts";

const { browsers } = apiRoutes;

const myself: OwnerRef = { who: "myself" };
const ofUser = ({ userId }: { userId: string }): OwnerRef => ({ who: "run_user", userId });
const ofAdministrator = ({ administratorId }: { administratorId: string }): OwnerRef => ({ who: "administrator", administratorId });

export const browserRoutes = [
  on(browsers.listOwnBrowsers, (ctx) => listBrowsers(ctx, myself)),
  on(browsers.renameOwnBrowser, (ctx, { params, body }) => renameBrowser(ctx, { ref: myself, browserId: params.browserId }, body.name)),
  on(browsers.trustOwnBrowser, (ctx, { params }) => trustBrowserOf(ctx, { ref: myself, browserId: params.browserId })),
  on(browsers.distrustOwnBrowser, (ctx, { params }) => distrustBrowser(ctx, { ref: myself, browserId: params.browserId })),
  on(browsers.revokeOwnBrowser, (ctx, { params }) => revokeBrowser(ctx, { ref: myself, browserId: params.browserId })),

  on(browsers.listUserBrowsers, (ctx, { params }) => listBrowsers(ctx, ofUser(params))),
  on(browsers.trustUserBrowser, (ctx, { params }) => trustBrowserOf(ctx, { ref: ofUser(params), browserId: params.browserId })),
  on(browsers.distrustUserBrowser, (ctx, { params }) => distrustBrowser(ctx, { ref: ofUser(params), browserId: params.browserId })),
  on(browsers.revokeUserBrowser, (ctx, { params }) => revokeBrowser(ctx, { ref: ofUser(params), browserId: params.browserId })),
  on(browsers.listPendingBrowsers, (ctx, { query }) => listPendingBrowsers(ctx, query)),
  on(browsers.approveBrowser, (ctx, { params, body }) =>
    decideBrowser(ctx, { browserId: params.browserId, isApproved: true, reason: body.reason }),
  ),
  on(browsers.rejectBrowser, (ctx, { params, body }) =>
    decideBrowser(ctx, { browserId: params.browserId, isApproved: false, reason: body.reason }),
  ),

  on(browsers.listAdministratorBrowsers, (ctx, { params }) => listBrowsers(ctx, ofAdministrator(params))),
  on(browsers.trustAdministratorBrowser, (ctx, { params }) =>
    trustBrowserOf(ctx, { ref: ofAdministrator(params), browserId: params.browserId }),
  ),
  on(browsers.distrustAdministratorBrowser, (ctx, { params }) =>
    distrustBrowser(ctx, { ref: ofAdministrator(params), browserId: params.browserId }),
  ),
  on(browsers.revokeAdministratorBrowser, (ctx, { params }) =>
    revokeBrowser(ctx, { ref: ofAdministrator(params), browserId: params.browserId }),
  ),
  on(browsers.listPendingAdministratorBrowsers, (ctx, { query }) => listPendingBrowsers(ctx, query)),
  on(browsers.approveAdministratorBrowser, (ctx, { params, body }) =>
    decideBrowser(ctx, { browserId: params.browserId, isApproved: true, reason: body.reason }),
  ),
  on(browsers.rejectAdministratorBrowser, (ctx, { params, body }) =>
    decideBrowser(ctx, { browserId: params.browserId, isApproved: false, reason: body.reason }),
  ),
];

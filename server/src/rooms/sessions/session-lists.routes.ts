import { apiRoutes } from "@latchkey/contract";
import { on } from "../../http/routes.ts";
import type { RolesOf } from "../restrictions/index.ts";
import { endManySessions, endOneSession } from "./end-session.ts";
import { listOwnSignIns } from "./list-sign-ins.ts";
import { listSessions } from "./list-sessions.ts";
import type { OwnerRef } from "./session-owner.ts";
import type { SessionStreams } from "./session-streams.ts";

const { sessions } = apiRoutes;

const myself: OwnerRef = { who: "myself" };
const ofUser = ({ userId }: { userId: string }): OwnerRef => ({ who: "run_user", userId });
const ofAdministrator = ({ administratorId }: { administratorId: string }): OwnerRef => ({ who: "administrator", administratorId });

export const sessionListRoutes = (streams: SessionStreams, rolesOf: RolesOf) => [
  on(sessions.listOwnSessions, (ctx) => listSessions(ctx, myself, rolesOf)),
  on(sessions.endOwnSession, (ctx, { params }) => endOneSession(ctx, myself, params.sessionId)),
  on(sessions.endOwnSessions, (ctx, { query }) => endManySessions(ctx, myself, query.which)),
  on(sessions.listOwnSignIns, (ctx) => listOwnSignIns(ctx)),
  on(sessions.watchSession, async (ctx) => ({ events: streams.open(ctx) })),

  on(sessions.listUserSessions, (ctx, { params }) => listSessions(ctx, ofUser(params), rolesOf)),
  on(sessions.endUserSession, (ctx, { params }) => endOneSession(ctx, ofUser(params), params.sessionId)),
  on(sessions.endUserSessions, (ctx, { params }) => endManySessions(ctx, ofUser(params), "all")),

  on(sessions.listAdministratorSessions, (ctx, { params }) => listSessions(ctx, ofAdministrator(params), rolesOf)),
  on(sessions.endAdministratorSession, (ctx, { params }) => endOneSession(ctx, ofAdministrator(params), params.sessionId)),
  on(sessions.endAdministratorSessions, (ctx, { params }) => endManySessions(ctx, ofAdministrator(params), "all")),
];

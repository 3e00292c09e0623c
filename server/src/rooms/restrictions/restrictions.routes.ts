import { apiRoutes } from "@latchkey/contract";
import { on } from "../../http/routes.ts";
import { deploymentId } from "../../platform/ids.ts";
import { getRestrictions, putRestrictions } from "./own-restrictions.ts";
import type { Owner } from "./restrictions.store.ts";

const { restrictions } = apiRoutes;

const ofRole = ({ profileId, roleId }: { profileId: string; roleId: string }): Owner => ({ profileId, type: "role", id: roleId });
const ofUser = ({ profileId, userId }: { profileId: string; userId: string }): Owner => ({ profileId, type: "run_user", id: userId });
const ofToken = ({ profileId, tokenId }: { profileId: string; tokenId: string }): Owner => ({ profileId, type: "api_token", id: tokenId });
const ofDevice = ({ profileId, deviceId }: { profileId: string; deviceId: string }): Owner => ({ profileId, type: "device", id: deviceId });
const ofAnalysis = ({ profileId, analysisId }: { profileId: string; analysisId: string }): Owner => ({
  profileId,
  type: "analysis",
  id: analysisId,
});
const ofAdministrator = ({ administratorId }: { administratorId: string }): Owner => ({
  profileId: deploymentId,
  type: "administrator",
  id: administratorId,
});

export const restrictionRoutes = [
  on(restrictions.getRoleRestrictions, (ctx, { params }) => getRestrictions(ctx, ofRole(params))),
  on(restrictions.putRoleRestrictions, (ctx, { params, body, ifMatch }) =>
    putRestrictions(ctx, ofRole(params), { ...body, version: ifMatch ?? -1 }),
  ),
  on(restrictions.getUserRestrictions, (ctx, { params }) => getRestrictions(ctx, ofUser(params))),
  on(restrictions.putUserRestrictions, (ctx, { params, body, ifMatch }) =>
    putRestrictions(ctx, ofUser(params), { ...body, version: ifMatch ?? -1 }),
  ),
  on(restrictions.getTokenRestrictions, (ctx, { params }) => getRestrictions(ctx, ofToken(params))),
  on(restrictions.putTokenRestrictions, (ctx, { params, body, ifMatch }) =>
    putRestrictions(ctx, ofToken(params), { ...body, version: ifMatch ?? -1 }),
  ),
  on(restrictions.getDeviceRestrictions, (ctx, { params }) => getRestrictions(ctx, ofDevice(params))),
  on(restrictions.putDeviceRestrictions, (ctx, { params, body, ifMatch }) =>
    putRestrictions(ctx, ofDevice(params), { ...body, version: ifMatch ?? -1 }),
  ),
  on(restrictions.getAnalysisRestrictions, (ctx, { params }) => getRestrictions(ctx, ofAnalysis(params))),
  on(restrictions.putAnalysisRestrictions, (ctx, { params, body, ifMatch }) =>
    putRestrictions(ctx, ofAnalysis(params), { ...body, version: ifMatch ?? -1 }),
  ),
  on(restrictions.getAdministratorRestrictions, (ctx, { params }) => getRestrictions(ctx, ofAdministrator(params))),
  on(restrictions.putAdministratorRestrictions, (ctx, { params, body, ifMatch }) =>
    putRestrictions(ctx, ofAdministrator(params), { ...body, version: ifMatch ?? -1 }),
  ),
];

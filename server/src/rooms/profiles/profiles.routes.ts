import { apiRoutes } from "@latchkey/contract";
import { on } from "../../http/routes.ts";
import { createProfile } from "./create-profile.ts";
import { getProfile, listProfiles } from "./get-profile.ts";
import { getMyRights } from "./get-my-rights.ts";
import { updateProfile } from "./update-profile.ts";

const { profiles } = apiRoutes;

export const profileRoutes = [
  on(profiles.listProfiles, (ctx) => listProfiles(ctx)),
  on(profiles.createProfile, (ctx, { body }) => createProfile(ctx, body)),
  on(profiles.getProfile, (ctx) => getProfile(ctx)),
  on(profiles.getMyRights, (ctx) => getMyRights(ctx)),
  on(profiles.updateProfile, (ctx, { body }) => updateProfile(ctx, body)),
];

export { createProfile } from "./create-profile.ts";
export { listProfiles } from "./get-profile.ts";
export { renameInProfile } from "./rename-in-profile.ts";
export { profileRoutes } from "./profiles.routes.ts";
export { findProfile, findProfileBySlug, raiseAccessRevision, type ProfileRow } from "./profiles.store.ts";
export { updateProfile } from "./update-profile.ts";

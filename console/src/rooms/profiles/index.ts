export { ProfileFields } from "./profile-fields.tsx";
export type { ProfileFieldValues } from "./profile-fields.tsx";
export { useProfiles, useUpdateProfile } from "./use-profiles.ts";

export { MonthlyLimit } from "./monthly-limit.tsx";
export { recordsOfMonth } from "./month-figures.ts";
export { ProfileFields } from "./profile-fields.tsx";
export type { ProfileFieldValues } from "./profile-fields.tsx";
export { useDataOutput, useLimitDataOutput, useProfiles, useUpdateProfile } from "./use-profiles.ts";

export { openBundle, StaleBundleError, type EmbeddedDecisions, type OpenBundleOptions } from "./open-bundle.ts";
export { followBundle, type FollowedBundle, type FollowBundleOptions } from "./follow-bundle.ts";

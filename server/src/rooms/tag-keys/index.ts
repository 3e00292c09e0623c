export { listRegisteredKeys } from "./get-tag-keys.ts";
export {
  renameInGroupRule,
  renameInPermissions,
  renameInSignUpFields,
  renameInTargets,
  renameInTests,
  renameTags,
  reversed,
} from "./rename.rules.ts";
export { registerTagKey, unregisterTagKey, updateTagKey } from "./register-tag-key.ts";
export { renameRegistered } from "./rename-registered.ts";
export { requireSettableTags, settableTagsOf, type SettingTags } from "./require-settable-tags.ts";
export { listSelfSettableKeys } from "./self-settable-keys.ts";
export { tagKeyRoutes } from "./tag-keys.routes.ts";

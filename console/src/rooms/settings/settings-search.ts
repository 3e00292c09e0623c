import { keepValid, oneOf } from "../../shell/search-params.ts";

export const settingsTabs = ["profile", "sign-up", "security", "tokens"] as const;
export type SettingsTab = (typeof settingsTabs)[number];

export const settingsSearch = keepValid({ tab: oneOf(settingsTabs) });

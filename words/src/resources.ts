import { common } from "./en/common.ts";
import { access } from "./en/console-access.ts";
import { audit } from "./en/console-audit.ts";
import { resources as consoleThings } from "./en/console-resources.ts";
import { settings } from "./en/console-settings.ts";
import { shell } from "./en/console-shell.ts";
import { users } from "./en/console-users.ts";
import { errors } from "./en/errors.ts";
import { portal } from "./en/portal.ts";
import { ui } from "./en/ui.ts";
import { widgets } from "./en/widgets.ts";

const shared = { common, errors, ui, widgets };

/** What the portal loads: nothing of the console. */
export const portalResources = { en: { translation: { ...shared, portal } } } as const;

export const consoleResources = {
  en: { translation: { ...shared, shell, users, access, resources: consoleThings, settings, audit } },
} as const;

/** Every sentence, by language; the first key of a sentence is its group: `t("users.title")`. */
export const resources = {
  en: { translation: { ...consoleResources.en.translation, portal } },
} as const;

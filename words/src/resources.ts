import { account } from "./en/account.ts";
import { common } from "./en/common.ts";
import { access } from "./en/console-access.ts";
import { audit } from "./en/console-audit.ts";
import { entry } from "./en/console-entry.ts";
import { consoleErrors } from "./en/console-errors.ts";
import { explaining } from "./en/console-explain.ts";
import { mail } from "./en/console-mail.ts";
import { groups } from "./en/console-groups.ts";
import { resources as consoleThings } from "./en/console-resources.ts";
import { roles } from "./en/console-roles.ts";
import { security } from "./en/console-security.ts";
import { settings } from "./en/console-settings.ts";
import { shell } from "./en/console-shell.ts";
import { bulkTags } from "./en/console-bulk-tags.ts";
import { users } from "./en/console-users.ts";
import { errors } from "./en/errors.ts";
import { notifications } from "./en/notifications.ts";
import { policies } from "./en/policies.ts";
import { findings } from "./en/console-findings.ts";
import { decisions } from "./en/console-decisions.ts";
import { whoCan } from "./en/console-who-can.ts";
import { resourceTypes } from "./en/console-resource-types.ts";
import { reviews } from "./en/console-reviews.ts";
import { portal } from "./en/portal.ts";
import { simulate } from "./en/console-simulate.ts";
import { signIn } from "./en/sign-in.ts";
import { tagKeys } from "./en/console-tag-keys.ts";
import { ui } from "./en/ui.ts";
import { widgets } from "./en/widgets.ts";

const entering = { common, errors, ui, signIn, account };
const shared = { ...entering, widgets };

/** What the portal loads: nothing of the console. */
export const portalResources = { en: { translation: { ...shared, portal, notifications } } } as const;

/** The pages before the console, which come in every language. */
export const entryResources = { en: { translation: { ...entering, entry } } } as const;

export const consoleResources = {
  en: {
    translation: {
      ...shared,
      errors: { ...errors, ...consoleErrors },
      entry,
      shell,
      bulkTags,
      users,
      access,
      policies,
      explaining,
      whoCan,
      findings,
      decisions,
      resourceTypes,
      reviews,
      simulate,
      groups,
      roles,
      tagKeys,
      resources: consoleThings,
      settings,
      security,
      mail,
      audit,
      notifications,
    },
  },
} as const;

/** Every sentence, by language; the first key of a sentence is its group: `t("users.title")`. */
export const resources = {
  en: { translation: { ...consoleResources.en.translation, portal } },
} as const;

import { language } from "@latchkey/contract";
import { z } from "zod";
import { fromStoredTags } from "../../../database/tags.ts";
import type { UserRow } from "../../users/index.ts";
import type { Extras } from "../wire/extra-fields.store.ts";
import { pick, readBody } from "../wire/read-body.ts";

/** What TagoIO's users carry and ours do not. */
export const runUserExtras = ["company", "phone", "timezone", "newsletter", "options", "custom_preferences"] as const;

const shortText = z.string().max(200).nullish();
const jsonLengthMax = 10_000;
const shortJson = z
  .json()
  .refine((value) => JSON.stringify(value).length <= jsonLengthMax, `must have at most ${jsonLengthMax} characters`)
  .optional();

const shape: z.ZodType<Record<string, unknown>> = z.object({
  company: shortText,
  phone: shortText,
  timezone: shortText,
  newsletter: z.boolean().nullish(),
  options: shortJson,
  custom_preferences: shortJson,
} satisfies Record<(typeof runUserExtras)[number], z.ZodType>);

/** Those that were sent; anybody who signed up can send them, so their size is bounded. */
export function readRunUserExtras(body: Record<string, unknown>): Extras {
  return pick(readBody(shape, pick(body, runUserExtras)), runUserExtras);
}

const defaults: Extras = {
  company: null,
  phone: null,
  timezone: "UTC",
  newsletter: false,
  options: {},
  custom_preferences: null,
  agreements: null,
};

const sentLanguage = z
  .string()
  .trim()
  .transform((text) => text.replace(/^([a-z]{2})(?:[-_]([a-z]{2}))?$/i, toLanguageTag))
  .pipe(language);

function toLanguageTag(_whole: string, base: string, region: string | undefined): string {
  return region === undefined ? base.toLowerCase() : `${base.toLowerCase()}-${region.toUpperCase()}`;
}

/** The language that was sent, also as `en_us`; null for none, undefined where nothing was said. */
export function readRunUserLanguage(sent: unknown): string | null | undefined {
  if (sent === undefined) return undefined;
  return sent === null || sent === "" ? null : readBody(z.object({ language: sentLanguage }), { language: sent }).language;
}

/**
 * What a change makes of a user's language. Clients send back whole objects as they read them: the profile's language, which is shown
 * for users who said none, is no choice of theirs.
 */
export function changedLanguage(sent: unknown, stored: string | null, profileLanguage: string): string | null | undefined {
  const wanted = readRunUserLanguage(sent);
  return wanted === profileLanguage && stored === null ? undefined : wanted;
}

/** One of our run users as TagoIO's. `active` is whether they may sign in now. */
export function toRunUser(row: UserRow, extras: Extras, profileLanguage: string): Record<string, unknown> {
  return {
    ...defaults,
    ...extras,
    language: row.language ?? profileLanguage,
    id: row.id,
    profile: row.profile_id,
    name: row.name,
    email: row.email ?? "",
    active: row.status === "active",
    tags: fromStoredTags(row.tags),
    otp: {},
    last_login: row.last_sign_in_at?.toISOString() ?? null,
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
  };
}

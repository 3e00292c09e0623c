/** Where somebody signs in and manages their own account: the console or one portal. */
import { z } from "zod";

export const consolePlace = "console";

export const place = z
  .string()
  .regex(/^(?:console|portal-[a-z0-9](?:[a-z0-9-]{0,48}[a-z0-9])?)$/, "must be console or portal-<slug>")
  .describe("console, or portal-<slug>");

export const placeParams = z.strictObject({ place });

/** The place of a portal. */
export function portalPlace(slug: string): string {
  return `portal-${slug}`;
}

/** The portal a place stands for; null for the console. */
export function slugOfPlace(name: string): string | null {
  return name === consolePlace ? null : name.replace(/^portal-/, "");
}

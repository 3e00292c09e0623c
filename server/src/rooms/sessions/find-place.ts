import { slugOfPlace } from "@latchkey/contract";
import type { Connection } from "../../database/database.ts";
import { httpErrors } from "../../http/http.errors.ts";
import { deploymentId } from "../../platform/ids.ts";
import { findProfileBySlug } from "../profiles/index.ts";

/** Where somebody signs in. */
export interface Place {
  kind: "console" | "portal";
  /** The deployment's own id for the console. */
  profileId: string;
  /** Null for the console. */
  slug: string | null;
  /** Of the portal; null for the console. */
  name: string | null;
  language: string | null;
}

/** Resolves `console` or `portal-<slug>`; throws not_found for a portal that does not exist. */
export async function findPlace(connection: Connection, place: string): Promise<Place> {
  const slug = slugOfPlace(place);
  if (slug === null) return { kind: "console", profileId: deploymentId, slug: null, name: null, language: null };

  const profile = await findProfileBySlug(connection, slug);
  if (!profile) throw httpErrors.not_found();
  return { kind: "portal", profileId: profile.id, slug, name: profile.name, language: profile.language };
}

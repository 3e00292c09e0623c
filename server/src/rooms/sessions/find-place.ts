import { slugOfPlace, type SecuritySettings } from "@latchkey/contract";
import { sql } from "kysely";
import type { Connection } from "../../database/database.ts";
import { fixedStatement } from "../../database/fixed-statement.ts";
import { securityOf } from "../../database/restriction-rows.ts";
import { httpErrors } from "../../http/http.errors.ts";
import { deploymentId } from "../../platform/ids.ts";
import { getSecuritySettings, readSecurity } from "../security/index.ts";

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
  /** What the profile, or the console, says about signing in. */
  security: SecuritySettings;
}

/** Resolves `console` or `portal-<slug>`; throws not_found for a portal that does not exist. */
export async function findPlace(connection: Connection, place: string): Promise<Place> {
  const slug = slugOfPlace(place);
  if (slug === null) {
    const security = await getSecuritySettings(connection, deploymentId);
    return { kind: "console", profileId: deploymentId, slug: null, name: null, language: null, security };
  }

  const portal = await findPortal(connection, slug);
  if (!portal) throw httpErrors.not_found();
  const { id: profileId, name, language } = portal;
  return { kind: "portal", profileId, slug, name, language, security: readSecurity(profileId, portal.security) };
}

interface PortalRow {
  id: string;
  name: string;
  language: string;
  security: string | null;
}

async function findPortal(connection: Connection, slug: string): Promise<PortalRow | undefined> {
  const [portal] = await portalBySlug.run(connection, { slug });
  return portal;
}

const portalBySlug = fixedStatement<{ slug: string }, PortalRow>(
  ({ slug }) => sql<PortalRow>`
    select p.id, p.name, p.language, ${securityOf(sql`p.id`)} as security from profiles p where p.slug = ${slug}`,
);

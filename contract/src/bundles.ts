/** A bundle is everything that decides access in a profile, signed, so that another process can decide by itself. */
import { z } from "zod";
import { catalogueAction } from "./catalogue.ts";
import { conditions } from "./conditions.ts";
import { groupRule } from "./groups.ts";
import { id, tags, timestamp } from "./primitives.ts";
import { defineRoutes } from "./route.ts";
import { permission, target } from "./access.ts";

const holding = z.strictObject({ roleId: id, conditions });

/** Content of a bundle, the payload of a compact JWS (RFC 7515). Who exists is not in it: the caller brings subject and resource. */
export const bundleContent = z.strictObject({
  format: z.literal(1),
  profileId: id,
  accessRevision: z.number().int().describe("Grows with every change that decides access"),
  issuedAt: timestamp,
  staleAfterSeconds: z.number().int().describe("Whoever cannot get a newer bundle by then must stop deciding"),
  policies: z.array(
    z.strictObject({
      id,
      name: z.string(),
      status: z.literal("active"),
      targets: z.array(target),
      permissions: z.array(permission),
      conditions,
    }),
  ),
  roles: z.array(z.strictObject({ id, name: z.string(), permissions: z.array(permission), includes: z.array(id), conditions })),
  groups: z.array(
    z.strictObject({
      id,
      name: z.string(),
      parentId: id.nullable(),
      rule: groupRule.nullable(),
      tags,
      roles: z.array(holding),
    }),
  ),
  catalogue: z.record(z.string(), z.record(z.string(), catalogueAction)),
});
export type BundleContent = z.infer<typeof bundleContent>;

/** Public half of a signing key as a JSON Web Key (RFC 7517). */
const publicKey = z.looseObject({ kty: z.string(), kid: z.string(), alg: z.literal("ES256") });

const profileParams = z.strictObject({ profileId: id });

export const bundleRoutes = defineRoutes({
  getBundle: {
    method: "GET",
    path: "/api/v1/profiles/:profileId/access/bundle",
    summary: "Rules of the profile as a signed bundle, for decisions in another process",
    guard: { who: "profile", unrestricted: true, writes: false },
    params: profileParams,
    query: z.strictObject({ staleAfterSeconds: z.coerce.number().int().min(5).max(86_400).default(300) }),
    answer: { status: 200, body: z.strictObject({ bundle: z.string(), accessRevision: z.number().int() }) },
  },
  getBundleKeys: {
    method: "GET",
    path: "/api/v1/bundle-keys",
    summary: "Public keys that bundles are signed with, as a JSON Web Key Set",
    guard: { who: "public" },
    answer: { status: 200, body: z.strictObject({ keys: z.array(publicKey) }) },
  },
});

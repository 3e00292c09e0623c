import type { BundleContent } from "@latchkey/contract";
import { calculateJwkThumbprint, CompactSign, exportJWK, generateKeyPair, importJWK } from "jose";
import type { Context } from "../../http/context.ts";
import { findCurrentKey, insertKeyOnce, listPublicKeys, type SigningKeyRow } from "./signing-keys.store.ts";

const algorithm = "ES256";

/** A compact JWS (RFC 7515) over the content. */
export async function signBundle(ctx: Context, content: BundleContent): Promise<string> {
  const { id, private_key: key } = await currentKey(ctx);
  const payload = new TextEncoder().encode(JSON.stringify(content));
  return new CompactSign(payload).setProtectedHeader({ alg: algorithm, kid: id }).sign(await importJWK(key, algorithm));
}

/** The public halves, as a JSON Web Key Set (RFC 7517). */
export async function getBundleKeys(ctx: Context) {
  await currentKey(ctx);
  const rows = await listPublicKeys(ctx.db);
  return { keys: rows.map((row) => ({ ...row.public_key, kid: row.id, alg: "ES256" as const, kty: row.public_key.kty ?? "EC" })) };
}

/** No key ships with the product: each installation makes its own. */
async function currentKey(ctx: Context): Promise<SigningKeyRow> {
  const known = await findCurrentKey(ctx.db);
  if (known) return known;

  const { privateKey, publicKey } = await generateKeyPair(algorithm, { extractable: true });
  const publicJwk = await exportJWK(publicKey);
  await insertKeyOnce(ctx.db, {
    id: await calculateJwkThumbprint(publicJwk),
    purpose: "bundle",
    private_key: JSON.stringify(await exportJWK(privateKey)),
    public_key: JSON.stringify({ ...publicJwk, use: "sig" }),
    created_at: ctx.platform.clock.now(),
    is_current: true,
  });
  return (await findCurrentKey(ctx.db)) ?? currentKey(ctx);
}

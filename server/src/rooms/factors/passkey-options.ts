import { randomBytes } from "node:crypto";
import { generateAuthenticationOptions, generateRegistrationOptions } from "@simplewebauthn/server";
import type { Connection } from "../../database/database.ts";
import type { Context } from "../../http/context.ts";
import { deploymentId } from "../../platform/ids.ts";
import { findProfile } from "../profiles/index.ts";
import type { UserRow } from "../users/index.ts";
import { listFactorRows, type FactorRow } from "./factors.store.ts";
import type { ChallengeUse } from "./factors.tables.ts";
import { hashChallenge, insertChallenge } from "./passkey-challenges.store.ts";

const challengeMinutes = 5;
const minuteMs = 60_000;

/** What a browser is given to ask the authenticator with. */
export type PasskeyOptions = { challenge: string } & Record<string, unknown>;

export interface ChallengeWish {
  profileId: string;
  /** Null where the passkey itself is to tell who it is. */
  user: UserRow | null;
  use: Exclude<ChallengeUse, "enrolment">;
  /** The sign-in or session whose answer is accepted. */
  boundTo: string;
}

/** A challenge for signing in, for a second factor or for proving again. */
export async function createPasskeyChallenge(ctx: Context, wish: ChallengeWish): Promise<PasskeyOptions> {
  const passkeys = wish.user === null ? [] : await listPasskeys(ctx.db, wish.user);
  const options = await generateAuthenticationOptions({
    rpID: relyingParty(ctx).id,
    challenge: await storeChallenge(ctx, ctx.db, wish),
    timeout: challengeMinutes * minuteMs,
    allowCredentials: passkeys.map(toDescriptor),
    userVerification: wish.use === "second_factor" || passkeys.some((row) => !row.is_user_verified) ? "preferred" : "required",
  });
  return { ...options };
}

/** A challenge for a new passkey. What it is called in the authenticator tells apart the accounts that one person has here. */
export async function createPasskeyEnrolment(
  ctx: Context,
  connection: Connection,
  user: UserRow,
  boundTo: string,
): Promise<PasskeyOptions> {
  const place = await placeName(connection, user.profile_id);
  const options = await generateRegistrationOptions({
    rpName: place,
    rpID: relyingParty(ctx).id,
    userName: user.email ?? user.name,
    userDisplayName: `${user.name} (${place})`,
    userID: new Uint8Array(userHandleOf(user.id)),
    challenge: await storeChallenge(ctx, connection, { profileId: user.profile_id, user, use: "enrolment", boundTo }),
    timeout: challengeMinutes * minuteMs,
    attestationType: "none",
    excludeCredentials: (await listPasskeys(connection, user)).map(toDescriptor),
    supportedAlgorithmIDs: passkeyAlgorithms(ctx),
    authenticatorSelection: { residentKey: "preferred", userVerification: "preferred" },
  });
  return { ...options };
}

/** Where passkeys belong to. INVARIANT: only the setting tells, never what a request says about its host. */
export function relyingParty(ctx: Context): { id: string; origin: string } {
  const url = new URL(ctx.platform.settings.publicUrl);
  return { id: url.hostname, origin: url.origin };
}

/** COSE numbers of the signatures that a new passkey may make, the best first: Ed25519, ECDSA on P-256, RSA. */
export function passkeyAlgorithms(ctx: Context): number[] {
  const strong = [-8, -7];
  return ctx.platform.settings.passkeyAlgorithms === "strong" ? strong : [...strong, -257];
}

/** The account's id: an authenticator shows it to whoever holds it, so it must not be an address (WebAuthn, section 14.6.1). */
export function userHandleOf(userId: string): Buffer {
  return Buffer.from(userId, "hex");
}

/** How people call the place they sign in to. */
export async function placeName(connection: Connection, profileId: string): Promise<string> {
  if (profileId === deploymentId) return "Latchkey";
  return (await findProfile(connection, profileId))?.name ?? "Latchkey";
}

async function listPasskeys(connection: Connection, user: UserRow): Promise<FactorRow[]> {
  return (await listFactorRows(connection, user.profile_id, user.id)).filter(({ kind }) => kind === "passkey");
}

function toDescriptor(row: FactorRow): { id: string; transports?: string[] } {
  const id = row.credential_id?.toString("base64url") ?? "";
  return row.transports.length === 0 ? { id } : { id, transports: row.transports };
}

interface StoredChallenge {
  profileId: string;
  user: UserRow | null;
  use: ChallengeUse;
  boundTo: string;
}

async function storeChallenge(ctx: Context, connection: Connection, { profileId, user, use, boundTo }: StoredChallenge) {
  const challenge = randomBytes(32);
  const now = ctx.platform.clock.now();
  await insertChallenge(connection, {
    profile_id: profileId,
    challenge_hash: hashChallenge(challenge.toString("base64url")),
    user_id: user?.id ?? null,
    use,
    bound_to: boundTo,
    created_at: now,
    expires_at: new Date(now.getTime() + challengeMinutes * minuteMs),
  });
  return new Uint8Array(challenge);
}

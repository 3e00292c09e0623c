import type { PasskeyAssertion, PasskeyAttestation } from "@latchkey/contract";
import { verifyAuthenticationResponse, verifyRegistrationResponse } from "@simplewebauthn/server";
import type { Context } from "../../http/context.ts";
import { findPasskey, usePasskeyCounter, type FactorRow } from "./factors.store.ts";
import type { ChallengeUse } from "./factors.tables.ts";
import { takeChallenge } from "./passkey-challenges.store.ts";
import { passkeyAlgorithms, relyingParty, userHandleOf } from "./passkey-options.ts";

/** Why an answer was not accepted, for the audit log. */
export type PasskeyRefusal = "unknown_challenge" | "unknown_passkey" | "wrong_passkey_answer" | "user_not_verified" | "counter_went_back";

export type PasskeyCheck =
  | { isRight: true; row: FactorRow; isUserVerified: boolean }
  | { isRight: false; row: FactorRow | null; reason: PasskeyRefusal };

interface AssertionCheck {
  profileId: string;
  /** Whose passkey it has to be; null where the passkey tells. */
  userId: string | null;
  use: Exclude<ChallengeUse, "enrolment">;
  boundTo: string;
  response: PasskeyAssertion;
}

/** Checks an answer to a challenge. The challenge is used up first: whatever is wrong with the answer, it gets no second one. */
export async function checkAssertion(ctx: Context, check: AssertionCheck): Promise<PasskeyCheck> {
  const { profileId, userId, use, boundTo, response } = check;
  const now = ctx.platform.clock.now();
  const { challenge, isFramed } = clientDataIn(response.response.clientDataJSON);
  const taken = await takeChallenge(ctx.db, profileId, { challenge, use, boundTo, now });
  if (!taken || taken.user_id !== userId) return { isRight: false, row: null, reason: "unknown_challenge" };

  const row = await findPasskey(ctx.db, profileId, Buffer.from(response.id, "base64url"));
  if (!row || (userId !== null && row.user_id !== userId)) return { isRight: false, row: null, reason: "unknown_passkey" };
  const refused = (reason: PasskeyRefusal): PasskeyCheck => ({ isRight: false, row, reason });
  if (isFramed || !isHandleOf(row, response)) return refused("wrong_passkey_answer");

  const verified = await verifyAssertion(ctx, { row, response, challenge });
  if (!verified) return refused("wrong_passkey_answer");
  if (!verified.isUserVerified && mustVerifyUser(row, use)) return refused("user_not_verified");

  const isCounted = await usePasskeyCounter(ctx.db, row, { ...verified, now });
  return isCounted ? { isRight: true, row, isUserVerified: verified.isUserVerified } : refused("counter_went_back");
}

/**
 * As the only factor a passkey must have asked for a PIN or a finger. So it must when somebody proves again and it can: else
 * whoever finds the machine unlocked would only have to touch it.
 */
function mustVerifyUser(row: FactorRow, use: ChallengeUse): boolean {
  return use === "sign_in" || (use === "proof" && row.is_user_verified);
}

function isHandleOf(row: FactorRow, { response }: PasskeyAssertion): boolean {
  return response.userHandle == null || Buffer.from(response.userHandle, "base64url").equals(userHandleOf(row.user_id));
}

interface Assertion {
  row: FactorRow;
  response: PasskeyAssertion;
  challenge: string;
}

/** Origin, relying party, challenge, presence and signature (WebAuthn, section 7.2). The counter is left to the database. */
async function verifyAssertion(ctx: Context, { row, response, challenge }: Assertion) {
  const { id, origin } = relyingParty(ctx);
  const credential = {
    id: row.credential_id?.toString("base64url") ?? "",
    publicKey: new Uint8Array(row.public_key ?? []),
    counter: 0,
  };

  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: {
        ...response,
        response: { ...response.response, userHandle: response.response.userHandle ?? "" },
        clientExtensionResults: {},
      },
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: id,
      credential,
      requireUserVerification: false,
    });
    return verified ? { counter: authenticationInfo.newCounter, isUserVerified: authenticationInfo.userVerified } : null;
  } catch (error) {
    ctx.platform.log.info("a passkey was not accepted", { reason: String(error) });
    return null;
  }
}

export interface NewPasskey {
  credentialId: Buffer;
  publicKey: Buffer;
  counter: number;
  transports: string[];
  isUserVerified: boolean;
}

interface AttestationCheck {
  profileId: string;
  userId: string;
  boundTo: string;
  response: PasskeyAttestation;
}

/** Checks the answer that makes a new passkey; null when it is not right. The challenge is used up either way. */
export async function checkAttestation(ctx: Context, check: AttestationCheck): Promise<NewPasskey | null> {
  const { profileId, userId, boundTo, response } = check;
  const { challenge, isFramed } = clientDataIn(response.response.clientDataJSON);
  const key = { challenge, use: "enrolment", boundTo, now: ctx.platform.clock.now() } as const;
  const taken = await takeChallenge(ctx.db, profileId, key);
  if (taken?.user_id !== userId || isFramed) return null;

  const { id, origin } = relyingParty(ctx);
  try {
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response: {
        ...response,
        response: { clientDataJSON: response.response.clientDataJSON, attestationObject: response.response.attestationObject },
        clientExtensionResults: {},
      },
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: id,
      requireUserVerification: false,
      supportedAlgorithmIDs: passkeyAlgorithms(ctx),
    });
    if (!verified) return null;

    const { credential, userVerified } = registrationInfo;
    return {
      credentialId: Buffer.from(credential.id, "base64url"),
      publicKey: Buffer.from(credential.publicKey),
      counter: credential.counter,
      transports: response.response.transports ?? [],
      isUserVerified: userVerified,
    };
  } catch (error) {
    ctx.platform.log.info("a new passkey was not accepted", { reason: String(error) });
    return null;
  }
}

/**
 * What an answer says about its page: the challenge it claims to answer, which finds no row when it is none, and whether another
 * site had framed the page, which none of ours allows.
 */
function clientDataIn(clientDataJson: string): { challenge: string; isFramed: boolean } {
  const data = parsed(Buffer.from(clientDataJson, "base64url").toString("utf8"));
  const fields = typeof data === "object" && data !== null ? (data as Record<string, unknown>) : {};
  const { challenge } = fields;
  return { challenge: typeof challenge === "string" ? challenge : "", isFramed: fields["crossOrigin"] === true };
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}

import { createHash, createSign, generateKeyPairSync, randomBytes, type KeyObject } from "node:crypto";

/** What may be wrong with an answer. */
export interface AnswerChanges {
  origin?: string;
  rpId?: string;
  challenge?: string;
  type?: string;
  crossOrigin?: boolean;
  isUserPresent?: boolean;
  isUserVerified?: boolean;
  counter?: number;
  /** Base64url; another account's for an attack. */
  userHandle?: string | null;
  isForged?: boolean;
}

interface CreationOptions {
  challenge: string;
  user: { id: string };
}

/** An authenticator as WebAuthn describes it, with one key on P-256 (section 6); a browser would be between it and the page. */
export interface Authenticator {
  credentialId: string;
  /** The answer to `navigator.credentials.create()`. */
  create(options: Record<string, unknown>, changes?: AnswerChanges): Attestation;
  /** The answer to `navigator.credentials.get()`. */
  get(options: Record<string, unknown>, changes?: AnswerChanges): Assertion;
}

interface Attestation {
  id: string;
  rawId: string;
  type: "public-key";
  response: { clientDataJSON: string; attestationObject: string; transports: string[] };
}

interface Assertion {
  id: string;
  rawId: string;
  type: "public-key";
  response: { clientDataJSON: string; authenticatorData: string; signature: string; userHandle: string | null };
}

export interface AuthenticatorOptions {
  origin: string;
  rpId: string;
  /** Starts at 1 and counts each answer, or stays 0 as synced passkeys do. */
  isCounting?: boolean;
  isUserVerified?: boolean;
}

export function createAuthenticator(options: AuthenticatorOptions): Authenticator {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const stranger = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey;
  const credentialId = randomBytes(32);
  let counter = 0;
  let userHandle: string | null = null;

  const clientData = (type: string, challenge: string, changes: AnswerChanges) =>
    Buffer.from(
      JSON.stringify({
        type: changes.type ?? type,
        challenge: changes.challenge ?? challenge,
        origin: changes.origin ?? options.origin,
        crossOrigin: changes.crossOrigin ?? false,
      }),
    );
  const data = (changes: AnswerChanges, attested?: Buffer) => {
    if (options.isCounting !== false) counter += 1;
    return authenticatorData({
      rpId: changes.rpId ?? options.rpId,
      isUserPresent: changes.isUserPresent ?? true,
      isUserVerified: changes.isUserVerified ?? options.isUserVerified ?? true,
      counter: changes.counter ?? counter,
      ...(attested ? { attested } : {}),
    });
  };
  const id = credentialId.toString("base64url");

  return {
    credentialId: id,
    create: (given, changes = {}) => {
      const { challenge, user } = given as unknown as CreationOptions;
      userHandle = user.id;
      const attestationObject = cborMap([
        [cborText("fmt"), cborText("none")],
        [cborText("attStmt"), cborMap([])],
        [cborText("authData"), cborBytes(data(changes, attestedCredential(credentialId, publicKey)))],
      ]);
      return {
        id,
        rawId: id,
        type: "public-key",
        response: {
          clientDataJSON: clientData("webauthn.create", challenge, changes).toString("base64url"),
          attestationObject: attestationObject.toString("base64url"),
          transports: ["internal"],
        },
      };
    },
    get: (given, changes = {}) => {
      const { challenge } = given as unknown as CreationOptions;
      const json = clientData("webauthn.get", challenge, changes);
      const authData = data(changes);
      const signed = Buffer.concat([authData, createHash("sha256").update(json).digest()]);
      return {
        id,
        rawId: id,
        type: "public-key",
        response: {
          clientDataJSON: json.toString("base64url"),
          authenticatorData: authData.toString("base64url"),
          signature: createSign("sha256")
            .update(signed)
            .sign(changes.isForged === true ? stranger : privateKey)
            .toString("base64url"),
          userHandle: changes.userHandle === undefined ? userHandle : changes.userHandle,
        },
      };
    },
  };
}

interface DataFacts {
  rpId: string;
  isUserPresent: boolean;
  isUserVerified: boolean;
  counter: number;
  attested?: Buffer;
}

/** Section 6.1: hash of the relying party, flags, counter, and the new credential. */
function authenticatorData({ rpId, isUserPresent, isUserVerified, counter, attested }: DataFacts): Buffer {
  const flags = (isUserPresent ? 0x01 : 0) | (isUserVerified ? 0x04 : 0) | (attested ? 0x40 : 0);
  const tail = Buffer.alloc(5);
  tail.writeUInt8(flags, 0);
  tail.writeUInt32BE(counter, 1);
  return Buffer.concat([createHash("sha256").update(rpId).digest(), tail, attested ?? Buffer.alloc(0)]);
}

function attestedCredential(credentialId: Buffer, publicKey: KeyObject): Buffer {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(credentialId.length);
  return Buffer.concat([Buffer.alloc(16), length, credentialId, coseKey(publicKey)]);
}

/** RFC 9053: key type EC2, algorithm ES256, curve P-256. */
function coseKey(publicKey: KeyObject): Buffer {
  const { x = "", y = "" } = publicKey.export({ format: "jwk" });
  return cborMap([
    [cborInteger(1), cborInteger(2)],
    [cborInteger(3), cborInteger(-7)],
    [cborInteger(-1), cborInteger(1)],
    [cborInteger(-2), cborBytes(Buffer.from(x, "base64url"))],
    [cborInteger(-3), cborBytes(Buffer.from(y, "base64url"))],
  ]);
}

// The few forms of CBOR (RFC 8949) that these structures need.
function cborHead(major: number, value: number): Buffer {
  if (value < 24) return Buffer.from([(major << 5) | value]);
  return value < 256 ? Buffer.from([(major << 5) | 24, value]) : Buffer.from([(major << 5) | 25, value >> 8, value & 255]);
}

function cborInteger(value: number): Buffer {
  return value >= 0 ? cborHead(0, value) : cborHead(1, -1 - value);
}

function cborBytes(value: Buffer): Buffer {
  return Buffer.concat([cborHead(2, value.length), value]);
}

function cborText(value: string): Buffer {
  return Buffer.concat([cborHead(3, Buffer.byteLength(value)), Buffer.from(value)]);
}

function cborMap(entries: readonly (readonly [Buffer, Buffer])[]): Buffer {
  return Buffer.concat([cborHead(5, entries.length), ...entries.flat()]);
}

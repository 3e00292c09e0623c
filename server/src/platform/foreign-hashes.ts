import { pbkdf2, scrypt, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";
import { verify as verifyArgon2 } from "@node-rs/argon2";
import { verify as verifyBcrypt } from "@node-rs/bcrypt";

/** Checks a password against a hash that it was read from. */
type Check = (password: string) => Promise<boolean>;

type ScryptOptions = { N: number; r: number; p: number; maxmem: number };
const runScrypt = promisify<string, Buffer, number, ScryptOptions, Buffer>(scrypt);
const runPbkdf2 = promisify(pbkdf2);

/**
 * Reads a password hash of this or another system; null when its form is not known or its cost is absurd, either way: one
 * that takes minutes would hold up everybody, and one that takes nothing protects nobody. docs/guides/password-hashes.md
 * tells the forms.
 */
export function readPasswordHash(hash: string): Check | null {
  if (hash.length > 512) return null;
  return readArgon2(hash) ?? readBcrypt(hash) ?? readScrypt(hash) ?? readPbkdf2(hash);
}

const memoryKibMax = 131_072;
const memoryPassesMax = 524_288;
const lanesMax = 16;

function readArgon2(hash: string): Check | null {
  const match = /^\$argon2(?:id|i|d)\$v=19\$m=(\d{1,7}),t=(\d{1,3}),p=(\d{1,2})\$[\w+/]{11,88}\$[\w+/]{16,88}$/.exec(hash);
  if (!match) return null;

  const [memoryKib, passes, lanes] = match.slice(1).map(Number) as [number, number, number];
  if (passes < 1 || lanes < 1 || lanes > lanesMax || memoryKib < 8 * lanes || memoryKib > memoryKibMax) return null;
  if (memoryKib * passes > memoryPassesMax) return null;
  return (password) => verifyArgon2(hash, password);
}

function readBcrypt(hash: string): Check | null {
  const match = /^\$2[aby]\$(\d\d)\$[./A-Za-z0-9]{53}$/.exec(hash);
  const cost = Number(match?.[1]);
  if (!match || cost < 4 || cost > 14) return null;
  return (password) => verifyBcrypt(password, hash);
}

// PHC string format, as passlib and others write it.
function readScrypt(hash: string): Check | null {
  const match = /^\$scrypt\$ln=(\d{1,2}),r=(\d{1,2}),p=(\d{1,2})\$([\w+/.-]{8,88})\$([\w+/.-]{22,128})$/.exec(hash);
  if (!match) return null;

  const [log2, blockSize, lanes] = match.slice(1, 4).map(Number) as [number, number, number];
  const memoryBytes = 128 * 2 ** log2 * blockSize;
  if (log2 < 10 || blockSize < 1 || lanes < 1 || lanes > lanesMax || memoryBytes > memoryKibMax * 1024) return null;
  if (memoryBytes * lanes > memoryPassesMax * 1024) return null;

  const [salt, expected] = [fromBase64(match[4] ?? ""), fromBase64(match[5] ?? "")];
  const options = { N: 2 ** log2, r: blockSize, p: lanes, maxmem: memoryBytes * 2 };
  return async (password) => isEqual(await runScrypt(password, salt, expected.length, options), expected);
}

const iterationsMax = 2_000_000;

// PHC (i=600000), passlib (29000, with "." for "+") and Django (pbkdf2_sha256$600000$salt as text).
function readPbkdf2(hash: string): Check | null {
  const modular = /^\$pbkdf2(?:-(sha1|sha256|sha512))?\$(?:i=)?(\d{4,7})(?:,l=\d{1,3})?\$([\w+/.-]{8,88})\$([\w+/.=-]{22,128})$/.exec(hash);
  const django = /^pbkdf2_(sha1|sha256)\$(\d{4,7})\$([^$]{1,64})\$([\w+/=]{22,128})$/.exec(hash);
  const match = modular ?? django;
  const iterations = Number(match?.[2]);
  if (!match || iterations < 1000 || iterations > iterationsMax) return null;

  const salt = django ? Buffer.from(match[3] ?? "") : fromBase64(match[3] ?? "");
  const expected = fromBase64(match[4] ?? "");
  if (expected.length < 16 || expected.length > 64) return null;
  return async (password) => isEqual(await runPbkdf2(password, salt, iterations, expected.length, match[1] ?? "sha1"), expected);
}

function fromBase64(text: string): Buffer {
  return Buffer.from(text.replaceAll(".", "+"), "base64");
}

function isEqual(one: Buffer, other: Buffer): boolean {
  return one.length === other.length && timingSafeEqual(one, other);
}

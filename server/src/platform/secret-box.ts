import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Keeps secrets that must be read again, such as the seed of an authenticator app: whoever steals the database alone has nothing. */
export interface SecretBox {
  /** @param purpose what the secret is for; a text sealed for one purpose opens for no other. */
  seal(text: string, purpose: string): string;
  /** Throws when the text was sealed with another key or for another purpose, or was changed. */
  open(sealed: string, purpose: string): string;
}

const version = "1";
const nonceBytes = 12;
const tagBytes = 16;

/** AES-256-GCM with a key of its own for each purpose, derived by HKDF (RFC 5869). */
export function createSecretBox(masterKey: Buffer): SecretBox {
  const keys = new Map<string, Buffer>();
  const keyFor = (purpose: string): Buffer => {
    const key = keys.get(purpose) ?? Buffer.from(hkdfSync("sha256", masterKey, "", `latchkey ${purpose}`, 32));
    keys.set(purpose, key);
    return key;
  };

  return {
    seal: (text, purpose) => {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv("aes-256-gcm", keyFor(purpose), nonce);
      const body = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
      return `${version}.${Buffer.concat([nonce, body, cipher.getAuthTag()]).toString("base64url")}`;
    },
    open: (sealed, purpose) => {
      const [found, encoded = ""] = sealed.split(".", 2);
      const bytes = Buffer.from(encoded, "base64url");
      if (found !== version || bytes.length < nonceBytes + tagBytes) throw new Error("this is no sealed secret");

      const decipher = createDecipheriv("aes-256-gcm", keyFor(purpose), bytes.subarray(0, nonceBytes), { authTagLength: tagBytes });
      decipher.setAuthTag(bytes.subarray(-tagBytes));
      return Buffer.concat([decipher.update(bytes.subarray(nonceBytes, -tagBytes)), decipher.final()]).toString("utf8");
    },
  };
}

/** The key from a setting: any text that is long enough; all nodes on one database need the same. */
export function masterKeyOf(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}

/** The key in the data folder, made at the first start and readable by its owner only. */
export function loadMasterKey(dataDir: string): Buffer {
  const path = join(dataDir, "secret.key");
  mkdirSync(dataDir, { recursive: true });
  try {
    // `wx`: of two processes that start at once, one writes and the other reads what it wrote.
    writeFileSync(path, `${randomBytes(32).toString("base64url")}\n`, { mode: 0o600, flag: "wx" });
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  }
  return masterKeyOf(readFileSync(path, "utf8").trim());
}

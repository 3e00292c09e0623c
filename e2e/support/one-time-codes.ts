import { createHmac } from "node:crypto";
import { expect } from "vitest";
import type { World } from "./world.ts";

/** What an authenticator app shows (RFC 6238: SHA-1, six digits, 30 seconds). */
export function totpCode(secret: string, at = Date.now()): string {
  const bits = [...secret.replaceAll(/[\s=]/g, "")].map((letter) =>
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter).toString(2).padStart(5, "0"),
  );
  const key = Buffer.from((bits.join("").match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)));
  const digest = createHmac("sha1", key).update(counter).digest();
  const offset = (digest.at(-1) ?? 0) & 15;
  return String((digest.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

/** The newest message of a kind to somebody, with the code and link in it; nothing is really sent without a mail server. */
export async function mailTo(world: World, recipient: string, template: string): Promise<{ code: string; link: string }> {
  const find = async () => {
    const { items } = await world.api.mails.listMails({ params: world.params });
    return items.find((mail) => mail.recipient === recipient && mail.template === template);
  };
  await expect.poll(find, { timeout: 20_000 }).toBeDefined();
  const mail = await find();
  if (mail === undefined || !mail.hasSecret) return { code: "", link: "" };
  const secret = await world.api.mails.revealMailSecret({ params: { ...world.params, mailId: mail.id } });
  return { code: secret.code ?? "", link: secret.link ?? "" };
}

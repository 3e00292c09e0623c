import { createHash, randomBytes, randomInt } from "node:crypto";
import type { SecuritySettings } from "@latchkey/contract";
import { sql } from "kysely";
import type { Context } from "../../http/context.ts";
import { signInErrors } from "./sign-in.errors.ts";

/** A challenge in the form of ALTCHA, version 1: made and checked here, with no third party. */
export interface BotChallenge {
  algorithm: string;
  challenge: string;
  maxnumber: number;
  salt: string;
  signature: string;
}

/** About a tenth of a second in a browser of today, and half an hour for every ten thousand tries. */
const numberMax = 100_000;
const minutesMax = 10;
const sealPurpose = "bot check";

export function createBotChallenge(ctx: Context): BotChallenge {
  const expiresAt = ctx.platform.clock.now().getTime() + minutesMax * 60_000;
  const salt = `${randomBytes(16).toString("hex")}?expires=${Math.floor(expiresAt / 1000)}`;
  const challenge = digest(salt, randomInt(numberMax));
  return {
    algorithm: "SHA-256",
    challenge,
    maxnumber: numberMax,
    salt,
    signature: ctx.platform.secrets.seal(`${challenge} ${salt}`, sealPurpose),
  };
}

/** Refuses whoever has to show that they are no machine and does not; `isSuspicious` is what the tries so far tell. */
export async function requireBotCheck(
  ctx: Context,
  rule: SecuritySettings["botCheck"],
  given: { solution: string | undefined; isSuspicious: boolean },
): Promise<void> {
  if (rule === "off" || (rule === "suspicion" && !given.isSuspicious)) return;
  if (given.solution === undefined || !(await spend(ctx, given.solution))) throw signInErrors.bot_check_needed();
}

/** Whether a solution is right, in time, and not used before on any node. */
async function spend(ctx: Context, solution: string): Promise<boolean> {
  const read = readSolution(solution);
  const expiresAt = new Date(Number(/\?expires=(\d{1,12})$/.exec(read?.salt ?? "")?.[1] ?? 0) * 1000);
  if (!read || expiresAt <= ctx.platform.clock.now()) return false;
  if (!isOurs(ctx, read) || digest(read.salt, read.number) !== read.challenge) return false;

  const hash = createHash("sha256").update(read.challenge).digest();
  const spent = await sql<{ ok: number }>`
    insert into spent_challenges (challenge_hash, expires_at) values (${hash}, ${expiresAt})
    on conflict do nothing returning 1 as ok`.execute(ctx.db);
  return spent.rows.length === 1;
}

interface Solution {
  challenge: string;
  salt: string;
  number: number;
  signature: string;
}

function readSolution(text: string): Solution | null {
  try {
    const read: unknown = JSON.parse(Buffer.from(text, "base64").toString("utf8"));
    return isSolution(read) ? read : null;
  } catch {
    return null;
  }
}

function isSolution(value: unknown): value is Solution {
  if (typeof value !== "object" || value === null) return false;
  const { challenge, salt, number, signature } = value as Partial<Record<keyof Solution, unknown>>;
  const areTexts = [challenge, salt, signature].every((each) => typeof each === "string");
  return areTexts && Number.isInteger(number) && Number(number) >= 0 && Number(number) <= numberMax;
}

function isOurs(ctx: Context, { signature, challenge, salt }: Solution): boolean {
  try {
    return ctx.platform.secrets.open(signature, sealPurpose) === `${challenge} ${salt}`;
  } catch {
    return false;
  }
}

function digest(salt: string, number: number): string {
  return createHash("sha256").update(`${salt}${number}`).digest("hex");
}

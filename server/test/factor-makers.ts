import { defaultSecuritySettings, type Profile, type SecuritySettings } from "@latchkey/contract";
import { HOTP, Secret } from "otpauth";
import type { Context } from "../src/http/context.ts";
import { confirmEnrolment, startEnrolment, type BoundTo } from "../src/rooms/factors/index.ts";
import { findUser, type UserRow } from "../src/rooms/users/index.ts";
import { createAuthenticator, type Authenticator, type AuthenticatorOptions } from "./authenticator.ts";
import { lastMail } from "./read-mails.ts";
import { publicUrl, type TestApp } from "./test-app.ts";

/** Somebody with an account, for tests that call verbs. */
export interface Person {
  profile: Profile;
  user: UserRow;
  email: string;
  token: string;
  ctx: Context;
}

export async function aPerson(latchkey: TestApp, profile?: Profile): Promise<Person> {
  const home = profile ?? (await latchkey.make.aProfile());
  const made = await latchkey.make.aUser(home);
  return { profile: home, email: made.email ?? "", token: made.token, ...(await ownerOf(latchkey, home.id, made.id)) };
}

/** Whose factors are set up. */
export type Owner = Pick<Person, "ctx" | "user">;

export async function ownerOf({ app, db }: TestApp, profileId: string, userId: string): Promise<Owner> {
  const user = await findUser(db, profileId, userId, { kind: "all" });
  if (!user) throw new Error("there is no such user");
  return { user, ctx: app.commandLineContext(profileId) };
}

/** Changes a part of the security settings of a profile; the rest stays as it is by default. */
export async function setSecurity(latchkey: TestApp, profileId: string, changes: Partial<SecuritySettings>): Promise<void> {
  const settings = JSON.stringify({ ...defaultSecuritySettings, ...changes });
  const row = { profile_id: profileId, settings, version: 2, updated_at: latchkey.clock.now() };
  await latchkey.db
    .insertInto("security_settings")
    .values(row)
    .onConflict((conflict) => conflict.column("profile_id").doUpdateSet(row))
    .execute();
}

/** What an authenticator app shows, `around` time steps from now. */
export function totpCode(latchkey: Pick<TestApp, "clock">, secret: string, around = 0): string {
  const counter = Math.floor(latchkey.clock.now().getTime() / 30_000) + around;
  return HOTP.generate({ secret: Secret.fromBase32(secret), digits: 6, counter });
}

/** Sets an authenticator app up; the clock then moves on, so that the next code is another one. */
export async function addTotp(latchkey: TestApp, owner: Owner, boundTo: BoundTo = "session:set-up") {
  const added = await confirmTotp(latchkey, owner, boundTo);
  latchkey.clock.advance({ minutes: 1 });
  return added;
}

/** The same while the clock stands still. */
export async function confirmTotp(latchkey: TestApp, { ctx, user }: Owner, boundTo: BoundTo = "session:set-up") {
  const begun = await startEnrolment(ctx, user, { factor: { kind: "totp" }, boundTo });
  if (begun.kind !== "totp") throw new Error("an authenticator app was asked for");
  const confirmed = await confirmEnrolment(ctx, user, {
    factorId: begun.factorId,
    proof: { code: totpCode(latchkey, begun.secret) },
    boundTo,
  });
  return { secret: begun.secret, factorId: begun.factorId, recoveryCodes: confirmed.recoveryCodes ?? [] };
}

/** Where the passkeys of a test app belong to. */
export const relyingParty = { origin: publicUrl, rpId: new URL(publicUrl).hostname };

export async function addPasskey({ ctx, user }: Owner, options: Partial<AuthenticatorOptions> = {}) {
  const authenticator: Authenticator = createAuthenticator({ ...relyingParty, ...options });
  const boundTo = "session:set-up";
  const begun = await startEnrolment(ctx, user, { factor: { kind: "passkey" }, boundTo });
  if (begun.kind !== "passkey") throw new Error("a passkey was asked for");
  const { factor, recoveryCodes } = await confirmEnrolment(ctx, user, {
    factorId: begun.factorId,
    proof: { response: authenticator.create(begun.options) },
    boundTo,
  });
  return { authenticator, factor, recoveryCodes: recoveryCodes ?? [] };
}

export async function addEmailCode(latchkey: TestApp, { ctx, user }: Owner): Promise<void> {
  const boundTo = "session:set-up";
  const { factorId } = await startEnrolment(ctx, user, { factor: { kind: "email_code" }, boundTo });
  const code = String((await lastMail(latchkey, user.email ?? "")).data["code"]);
  await confirmEnrolment(ctx, user, { factorId, proof: { code }, boundTo });
}

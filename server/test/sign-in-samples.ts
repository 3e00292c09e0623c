/** Sample calls of the routes between a person and their account: most of them start in the middle of something. */
import { transact } from "../src/database/transact.ts";
import { countTry } from "../src/rooms/attempts/index.ts";
import { createOneTime, type OneTimePurpose } from "../src/rooms/one-time-tokens/index.ts";
import { findPlace } from "../src/rooms/sessions/index.ts";
import { createTicket, type TicketStep } from "../src/rooms/sign-in/tickets.ts";
import { deploymentId } from "../src/platform/ids.ts";
import { defaultSecuritySettings } from "@latchkey/contract";
import { addEmailCode, addPasskey, addTotp, ownerOf, totpCode } from "./factor-makers.ts";
import type { RouteName, SampleCall } from "./sample-calls.ts";
import { aPassword, type Scene } from "./scene.ts";
import type { TestApp } from "./test-app.ts";

type SignInRoute =
  | Extract<RouteName, `signIn.${string}` | `lockouts.${string}`>
  | "portal.signUp"
  | "portal.confirmSignUp"
  | "users.approveUser"
  | "users.rejectUser";

const anotherPassword = "purple monkey dishwasher 42";
/** What a call has to send that was made before it. */
const made = new WeakMap<Scene, Record<string, unknown>>();
const ofScene = (scene: Scene) => made.get(scene) ?? {};
const withTicket =
  (rest: object = {}) =>
  (scene: Scene) => ({ ticket: "t-none", ...rest, ...ofScene(scene) });
const signedIn = ["session.started"];

const owner = (latchkey: TestApp, { profile, user }: Scene) => ownerOf(latchkey, profile.id, user.id);
const clientOf = (latchkey: TestApp) => latchkey.client().signIn;
const placeOf = ({ params }: Scene) => ({ params: { place: params["place"] ?? "" } });

/** A ticket of the scene's user, as the step before would have made it. */
async function ticketFor(latchkey: TestApp, scene: Scene, step: TicketStep): Promise<string> {
  const ctx = latchkey.app.commandLineContext(scene.profile.id);
  const place = await findPlace(latchkey.db, scene.params["place"] ?? "");
  const proved = { method: "password", hasSecondFactor: false, mustChangePassword: null, trustThisDevice: false } as const;
  const { ticket } = await createTicket(latchkey.db, ctx, { place, userId: scene.user.id, step, proved });
  made.set(scene, { ...ofScene(scene), ticket });
  return ticket;
}

async function codeFor(latchkey: TestApp, scene: Scene, purpose: OneTimePurpose): Promise<void> {
  const ctx = latchkey.app.commandLineContext(scene.profile.id);
  const wanted = { profileId: scene.profile.id, userId: scene.user.id, purpose, minutes: 10, withCode: true };
  const { code } = await transact(latchkey.db, (tx) => createOneTime(tx, ctx, wanted));
  made.set(scene, { code });
}

/** Locks an identifier nobody has, and tells the id of the lock. */
async function lockOut(latchkey: TestApp, scene: Scene, profileId: string): Promise<void> {
  const ctx = latchkey.app.commandLineContext(profileId);
  const identifier = `guessed-${scene.user.id}@latchkey.test`;
  const rules = defaultSecuritySettings.lockout;
  for (let count = 0; count < rules.attemptsMax; count += 1) await countTry(ctx, { profileId, kind: "password", identifier, rules });
  const row = await latchkey.db.selectFrom("attempts").select("id").where("name", "=", identifier).executeTakeFirstOrThrow();
  scene.params["lockoutId"] = row.id;
}

async function register(latchkey: TestApp, scene: Scene): Promise<void> {
  const ctx = latchkey.app.commandLineContext(scene.profile.id);
  const { profile, user } = scene;
  await latchkey.db.updateTable("users").set({ status: "pending", pending_for: "verification" }).where("id", "=", user.id).execute();
  const wanted = { profileId: profile.id, userId: user.id, purpose: "verify_email", minutes: 10 } as const;
  const { token } = await transact(latchkey.db, (tx) => createOneTime(tx, ctx, wanted));
  made.set(scene, { token });
}

const makePending = (latchkey: TestApp, { user }: Scene) =>
  latchkey.db.updateTable("users").set({ status: "pending", pending_for: "approval" }).where("id", "=", user.id).execute();

export const signInSamples: Record<SignInRoute, SampleCall> = {
  "signIn.getSignInOptions": {},
  "signIn.signInWithPassword": { body: ({ user }) => ({ email: user.email, password: aPassword }), audits: signedIn },
  "signIn.requestSignInCode": { body: ({ user }) => ({ email: user.email }) },
  "signIn.signInWithCode": {
    before: (latchkey, scene) => codeFor(latchkey, scene, "sign_in_code"),
    body: (scene) => ({ email: scene.user.email, code: "000000", ...ofScene(scene) }),
    audits: signedIn,
  },
  "signIn.startPasskeySignIn": {},
  "signIn.signInWithPasskey": {
    before: async (latchkey, scene) => {
      const { authenticator } = await addPasskey(await owner(latchkey, scene));
      const { ticket, options } = await clientOf(latchkey).startPasskeySignIn(placeOf(scene));
      made.set(scene, { ticket, response: authenticator.get(options) });
    },
    body: withTicket(),
    audits: signedIn,
  },
  "signIn.sendSecondFactorCode": {
    before: async (latchkey, scene) => {
      // Of messages that were made at one moment nobody could tell which is the last.
      latchkey.clock.advance({ minutes: 1 });
      await addEmailCode(latchkey, await owner(latchkey, scene));
      await ticketFor(latchkey, scene, "second_factor");
    },
    body: withTicket({ kind: "email_code" }),
  },
  "signIn.startSecondFactorPasskey": {
    before: (latchkey, scene) => ticketFor(latchkey, scene, "second_factor"),
    body: withTicket(),
  },
  "signIn.proveSecondFactor": {
    before: async (latchkey, scene) => {
      const { secret } = await addTotp(latchkey, await owner(latchkey, scene));
      await ticketFor(latchkey, scene, "second_factor");
      made.set(scene, { ...ofScene(scene), proof: { kind: "totp", code: totpCode(latchkey, secret) } });
    },
    body: withTicket({ proof: { kind: "totp", code: "000000" } }),
    audits: signedIn,
  },
  "signIn.startEnrolment": {
    before: (latchkey, scene) => ticketFor(latchkey, scene, "enrol_second_factor"),
    body: withTicket({ factor: { kind: "totp" } }),
  },
  "signIn.confirmEnrolment": {
    before: async (latchkey, scene) => {
      const ticket = await ticketFor(latchkey, scene, "enrol_second_factor");
      const begun = await clientOf(latchkey).startEnrolment({ ...placeOf(scene), body: { ticket, factor: { kind: "totp" } } });
      if (begun.kind === "totp") made.set(scene, { ticket, factorId: begun.factorId, proof: { code: totpCode(latchkey, begun.secret) } });
    },
    body: withTicket({ factorId: "a".repeat(24), proof: { code: "000000" } }),
    audits: ["factor.added", ...signedIn],
  },
  "signIn.signInWithNewPassword": {
    before: (latchkey, scene) => ticketFor(latchkey, scene, "change_password"),
    body: withTicket({ newPassword: anotherPassword }),
    audits: [...signedIn, "user.password_changed"],
  },
  "signIn.requestPasswordReset": { body: ({ user }) => ({ email: user.email }) },
  "signIn.resetPassword": {
    before: (latchkey, scene) => codeFor(latchkey, scene, "password_reset"),
    body: (scene) => ({ email: scene.user.email, code: "000000", password: anotherPassword, ...ofScene(scene) }),
    audits: ["user.password_reset"],
  },
  "signIn.getBotCheck": {},
  "signIn.changeOwnPassword": {
    body: () => ({ currentPassword: aPassword, newPassword: anotherPassword }),
    audits: ["user.password_changed"],
  },
  "lockouts.listLockouts": {},
  "lockouts.liftLockout": { before: (latchkey, scene) => lockOut(latchkey, scene, scene.profile.id), audits: ["lockout.lifted"] },
  "lockouts.listConsoleLockouts": {},
  "lockouts.liftConsoleLockout": { before: (latchkey, scene) => lockOut(latchkey, scene, deploymentId), audits: ["lockout.lifted"] },
  "portal.signUp": {
    body: ({ user }) => ({ name: "New", email: `new-${user.id}@latchkey.test`, password: aPassword }),
    audits: ["user.created"],
  },
  "portal.confirmSignUp": {
    before: register,
    body: (scene) => ({ token: "l-none", password: anotherPassword, ...ofScene(scene) }),
    audits: [...signedIn, "user.password_chosen", "user.verified"],
  },
  "users.approveUser": { before: makePending, audits: ["user.approved"] },
  "users.rejectUser": { before: makePending, body: () => ({ reason: "unknown" }), audits: ["user.rejected"] },
};

/** Class 20 of docs/security: Keycloak CVE-2026-6856 and CVE-2026-8830 were answers that were not checked against what was asked. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createAuthenticator, type AnswerChanges } from "../../../test/authenticator.ts";
import { addPasskey, addTotp, aPerson, relyingParty, type Person } from "../../../test/factor-makers.ts";
import { startTestApp, type TestApp } from "../../../test/test-app.ts";
import { confirmEnrolment, createPasskeyChallenge, proveFactor, signInWithPasskeyAs, startEnrolment, type BoundTo } from "./index.ts";

let latchkey: TestApp;
beforeAll(async () => (latchkey = await startTestApp()));
afterAll(() => latchkey.close());

type Use = "sign_in" | "second_factor" | "proof";
const ticket: BoundTo = "ticket:one";
const challenge = ({ ctx, user }: Person, use: Use, boundTo = ticket) =>
  createPasskeyChallenge(ctx, { profileId: user.profile_id, user: use === "sign_in" ? null : user, use, boundTo });
type Answer = Parameters<typeof signInWithPasskeyAs>[1]["response"];
const answer = ({ ctx, user }: Person, use: Use, response: Answer, boundTo = ticket) =>
  use === "sign_in"
    ? signInWithPasskeyAs(ctx, { profileId: user.profile_id, boundTo, response })
    : proveFactor(ctx, user, { proof: { response }, boundTo, use });

const uses = ["sign_in", "second_factor", "proof"] as const;

describe.each(uses)("a passkey (%s)", (use) => {
  test("is accepted when everything is right", async () => {
    const ann = await aPerson(latchkey);
    const { authenticator } = await addPasskey(ann);
    for (let times = 0; times < 3; times += 1) {
      expect(await answer(ann, use, authenticator.get(await challenge(ann, use)))).toMatchObject({ isRight: true });
    }
  });

  test("that does not count, as synced ones do not, is accepted as often", async () => {
    const ann = await aPerson(latchkey);
    const { authenticator } = await addPasskey(ann, { isCounting: false });
    for (let times = 0; times < 3; times += 1) {
      expect(await answer(ann, use, authenticator.get(await challenge(ann, use)))).toMatchObject({ isRight: true });
    }
  });

  test.each<[string, AnswerChanges]>([
    ["another origin", { origin: "https://evil.test" }],
    ["a subdomain", { origin: "http://evil.latchkey.test" }],
    ["another port", { origin: "http://latchkey.test:8080" }],
    ["another scheme", { origin: "https://latchkey.test" }],
    ["an origin that begins alike", { origin: "http://latchkey.test.evil.test" }],
    ["another relying party", { rpId: "evil.test" }],
    ["the relying party's parent", { rpId: "test" }],
    ["another challenge", { challenge: "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" }],
    ["no challenge", { challenge: "" }],
    ["the other ceremony", { type: "webauthn.create" }],
    ["a page in a frame of another site", { crossOrigin: true }],
    ["nobody present", { isUserPresent: false }],
    ["another key's signature", { isForged: true }],
    ["another account's handle", { userHandle: Buffer.from("f".repeat(24), "hex").toString("base64url") }],
    ["a counter that stands still", { counter: 1 }],
    ["a counter that went back to nothing", { counter: 0 }],
  ])("is refused with %s, and the challenge is used up", async (_title, changes) => {
    const ann = await aPerson(latchkey);
    const { authenticator } = await addPasskey(ann);
    const options = await challenge(ann, use);

    expect(await answer(ann, use, authenticator.get(options, changes))).toMatchObject({ isRight: false });
    const isKnownChallenge = changes.challenge === undefined;
    expect(await answer(ann, use, authenticator.get(options))).toMatchObject({ isRight: !isKnownChallenge });
  });

  test("is refused when the answer is replayed, of a hundred at once exactly one is accepted", async () => {
    const ann = await aPerson(latchkey);
    const { authenticator } = await addPasskey(ann, { isCounting: false });
    const response = authenticator.get(await challenge(ann, use));
    const checks = await Promise.all(Array.from({ length: 100 }, () => answer(ann, use, response)));
    expect(checks.filter(({ isRight }) => isRight)).toHaveLength(1);
    expect(await answer(ann, use, response)).toMatchObject({ isRight: false, reason: "unknown_challenge" });
  });

  test("is refused in another sign-in, for another use, in another profile, and after five minutes", async () => {
    const ann = await aPerson(latchkey);
    const stranger = await aPerson(latchkey);
    const { authenticator } = await addPasskey(ann);
    const other = uses.find((each) => each !== use) ?? use;
    const get = async () => authenticator.get(await challenge(ann, use));

    expect(await answer(ann, use, await get(), "ticket:two")).toMatchObject({ isRight: false, reason: "unknown_challenge" });
    expect(await answer(ann, other, await get())).toMatchObject({ isRight: false, reason: "unknown_challenge" });
    expect(await answer(stranger, use, await get())).toMatchObject({ isRight: false, reason: "unknown_challenge" });
    const late = await get();
    latchkey.clock.advance({ minutes: 5 });
    expect(await answer(ann, use, late)).toMatchObject({ isRight: false, reason: "unknown_challenge" });
    expect(await answer(ann, use, await get())).toMatchObject({ isRight: true });
  });

  test("of somebody else is none, though both are of one profile", async () => {
    const ann = await aPerson(latchkey);
    const bob = await aPerson(latchkey, ann.profile);
    const { authenticator } = await addPasskey(bob);
    await addPasskey(ann);
    const check = await answer(ann, use, authenticator.get(await challenge(ann, use)));
    // Without a name the passkey itself tells who it is.
    if (use === "sign_in") expect(check).toMatchObject({ isRight: true, user: { id: bob.user.id } });
    else expect(check).toMatchObject({ isRight: false, reason: "unknown_passkey" });
  });

  test("that was removed, or never confirmed, is none", async () => {
    const ann = await aPerson(latchkey);
    const { authenticator } = await addPasskey(ann);
    const options = await challenge(ann, use);
    await latchkey.db.deleteFrom("factors").where("user_id", "=", ann.user.id).execute();
    expect(await answer(ann, use, authenticator.get(options))).toMatchObject({ isRight: false, reason: "unknown_passkey" });
  });
});

describe("whether a passkey must verify its user", () => {
  test("as the only factor it must; as a second one a touch is enough", async () => {
    const ann = await aPerson(latchkey);
    const { authenticator } = await addPasskey(ann);
    const without = { isUserVerified: false };
    const get = async (use: Use) => authenticator.get(await challenge(ann, use), without);

    expect(await answer(ann, "sign_in", await get("sign_in"))).toMatchObject({ isRight: false, reason: "user_not_verified" });
    expect(await answer(ann, "second_factor", await get("second_factor"))).toMatchObject({ isRight: true, isUserVerified: false });
  });

  test("when it proves again it must, unless it never could", async () => {
    const [ann, bob] = [await aPerson(latchkey), await aPerson(latchkey)];
    const [able, simple] = [await addPasskey(ann), await addPasskey(bob, { isUserVerified: false })];
    const touch = { isUserVerified: false };

    expect(await answer(ann, "proof", able.authenticator.get(await challenge(ann, "proof"), touch))).toMatchObject({
      isRight: false,
      reason: "user_not_verified",
    });
    expect(await answer(bob, "proof", simple.authenticator.get(await challenge(bob, "proof"), touch))).toMatchObject({ isRight: true });
  });

  test("what the browser is asked for says so", async () => {
    const [ann, bob] = [await aPerson(latchkey), await aPerson(latchkey)];
    await addPasskey(ann);
    await addPasskey(bob, { isUserVerified: false });
    const asked = async (person: Person, use: Use) => (await challenge(person, use))["userVerification"];
    expect([await asked(ann, "sign_in"), await asked(ann, "proof"), await asked(ann, "second_factor")]).toEqual([
      "required",
      "required",
      "preferred",
    ]);
    expect(await asked(bob, "proof")).toBe("preferred");
  });
});

describe("a new passkey", () => {
  const begin = async ({ ctx, user }: Person, boundTo: BoundTo = ticket) => {
    const begun = await startEnrolment(ctx, user, { factor: { kind: "passkey" }, boundTo });
    if (begun.kind !== "passkey") throw new Error("a passkey was asked for");
    return begun;
  };
  const confirm = ({ ctx, user }: Person, factorId: string, response: ReturnType<ReturnType<typeof createAuthenticator>["create"]>) =>
    confirmEnrolment(ctx, user, { factorId, proof: { response }, boundTo: ticket });

  test("belongs to the host of the public URL, and its handle is no address", async () => {
    const ann = await aPerson(latchkey);
    const { options } = await begin(ann);
    expect(options).toMatchObject({ rp: { id: "latchkey.test", name: ann.profile.name }, attestation: "none" });
    expect(options["user"]).toMatchObject({ id: Buffer.from(ann.user.id, "hex").toString("base64url"), name: ann.email });
    expect(Buffer.from(String(options.challenge), "base64url")).toHaveLength(32);
  });

  test.each<[string, AnswerChanges]>([
    ["another origin", { origin: "https://evil.test" }],
    ["another relying party", { rpId: "evil.test" }],
    ["another challenge", { challenge: "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" }],
    ["the other ceremony", { type: "webauthn.get" }],
    ["a page in a frame of another site", { crossOrigin: true }],
    ["nobody present", { isUserPresent: false }],
  ])("is refused with %s", async (_title, changes) => {
    const ann = await aPerson(latchkey);
    const { factorId, options } = await begin(ann);
    const authenticator = createAuthenticator(relyingParty);
    await expect(confirm(ann, factorId, authenticator.create(options, changes))).rejects.toMatchObject({ code: "factors.passkey_refused" });
    if (changes.challenge !== undefined) return;
    await expect(confirm(ann, factorId, authenticator.create(options))).rejects.toMatchObject({ code: "factors.passkey_refused" });
  });

  test("is confirmed only where it was begun, once, and by its owner", async () => {
    const [ann, bob] = [await aPerson(latchkey), await aPerson(latchkey)];
    const elsewhere = await begin(ann, "ticket:elsewhere");
    const authenticator = createAuthenticator(relyingParty);
    await expect(confirm(ann, elsewhere.factorId, authenticator.create(elsewhere.options))).rejects.toMatchObject({
      code: "http.not_found",
    });

    const { factorId, options } = await begin(ann);
    const response = authenticator.create(options);
    await expect(confirm(bob, factorId, response)).rejects.toMatchObject({ code: "http.not_found" });
    await confirm(ann, factorId, response);
    await expect(confirm(ann, factorId, response)).rejects.toMatchObject({ code: "http.not_found" });
  });

  test("that is in use already is refused, and named to the authenticator as one", async () => {
    const ann = await aPerson(latchkey);
    const { authenticator } = await addPasskey(ann);
    const { factorId, options } = await startInSession(ann);
    expect(options["excludeCredentials"]).toMatchObject([{ id: authenticator.credentialId }]);
    const again = confirmEnrolment(ann.ctx, ann.user, {
      factorId,
      proof: { response: authenticator.create(options) },
      boundTo: "session:two",
    });
    await expect(again).rejects.toMatchObject({ code: "factors.passkey_known" });
  });

  async function startInSession({ ctx, user }: Person) {
    const begun = await startEnrolment(ctx, user, { factor: { kind: "passkey" }, boundTo: "session:two" });
    if (begun.kind !== "passkey") throw new Error("a passkey was asked for");
    return begun;
  }

  test("may sign with Ed25519, ECDSA or RSA, and by the strong setting not with RSA; its challenge has 256 random bits", async () => {
    const ann = await aPerson(latchkey);
    const { settings } = latchkey.app.commandLineContext().platform;
    const asked = async () => {
      const { options } = await begin(ann);
      return options as unknown as { challenge: string; pubKeyCredParams: { alg: number }[] };
    };

    expect((await asked()).pubKeyCredParams.map(({ alg }) => alg)).toEqual([-8, -7, -257]);
    settings.passkeyAlgorithms = "strong";
    const strong = await asked();
    delete settings.passkeyAlgorithms;
    expect(strong.pubKeyCredParams.map(({ alg }) => alg)).toEqual([-8, -7]);
    expect(Buffer.from(strong.challenge, "base64url")).toHaveLength(32);
  });

  test("cannot be added while signing in by whoever has a factor: a stolen password would be enough", async () => {
    const ann = await aPerson(latchkey);
    const { factorId, options } = await begin(ann);
    await addTotp(latchkey, ann);
    const response = createAuthenticator(relyingParty).create(options);
    await expect(confirm(ann, factorId, response)).rejects.toMatchObject({ code: "factors.kind_not_offered" });
    await expect(begin(ann)).rejects.toMatchObject({ code: "factors.kind_not_offered" });
  });
});

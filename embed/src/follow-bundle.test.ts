import { bundleContent, catalogue, type BundleContent } from "@latchkey/contract";
import { CompactSign, exportJWK, generateKeyPair } from "jose";
import { expect, test } from "vitest";
import { followBundle } from "./follow-bundle.ts";

const issued = Date.UTC(2026, 0, 1);
const profileId = "b".repeat(24);

test("of two refreshes at once, the one that answers late with older rules changes nothing", async () => {
  const { publicKey, privateKey } = await generateKeyPair("ES256", { extractable: true });
  const keys = { keys: [{ ...(await exportJWK(publicKey)), kid: "one", alg: "ES256" }] };
  const sign = async (accessRevision: number) => {
    const content: BundleContent = {
      format: 1,
      profileId,
      accessRevision,
      issuedAt: new Date(issued).toISOString(),
      staleAfterSeconds: 60,
      policies: [],
      roles: [],
      groups: [],
      catalogue: bundleContent.shape.catalogue.parse(structuredClone(catalogue)),
    };
    const payload = new TextEncoder().encode(JSON.stringify(content));
    return Response.json({ bundle: await new CompactSign(payload).setProtectedHeader({ alg: "ES256", kid: "one" }).sign(privateKey) });
  };

  let answerLate: (answer: Promise<Response>) => void = () => {};
  const late = new Promise<Response>((resolve) => {
    answerLate = resolve;
  });
  const answers = [sign(7), late, sign(9)];
  const followed = await followBundle({
    server: "https://latchkey.test",
    profileId,
    token: "t",
    everySeconds: 3600,
    now: () => issued,
    fetch: async (input) =>
      String(input instanceof Request ? input.url : input).includes("/bundle-keys")
        ? Response.json(keys)
        : ((await answers.shift()) ?? Response.error()),
  });

  const slow = followed.refresh();
  await expect.poll(() => answers.length).toBe(1);
  await followed.refresh();
  expect(followed.current.accessRevision).toBe(9);
  answerLate(sign(8));
  await slow;
  expect(followed.current.accessRevision).toBe(9);
  followed.stop();
});

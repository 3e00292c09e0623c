import { afterEach, expect, test, vi } from "vitest";
import { createChallenge, verifySolution } from "altcha-lib/v1";
import { solveChallenge } from "./solve-challenge.ts";

const hmacKey = "a key of the test";
const aChallenge = async () => ({ maxnumber: 5000, ...(await createChallenge({ hmacKey, maxnumber: 5000, number: 4321 })) });

afterEach(() => vi.unstubAllGlobals());

test.each([
  ["with the browser's own hash", false],
  ["over plain http, where the browser has none", true],
])("the number found is the one the server takes, %s", async (_, isPlain) => {
  const challenge = await aChallenge();
  if (isPlain) vi.stubGlobal("crypto", {});
  const shares: number[] = [];

  const number = await solveChallenge(challenge, (share) => shares.push(share));
  vi.unstubAllGlobals();

  expect(number).toBe(4321);
  expect(shares).toEqual([0, 0.4]);
  const { algorithm, salt, signature } = challenge;
  expect(await verifySolution({ algorithm, challenge: challenge.challenge, number: number ?? 0, salt, signature }, hmacKey)).toBe(true);
});

test("a challenge without a solution ends", async () => {
  expect(await solveChallenge({ ...(await aChallenge()), challenge: "00", maxnumber: 10 }, () => undefined)).toBeNull();
});

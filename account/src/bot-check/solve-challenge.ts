import { solveChallenge as solveWithBrowser } from "altcha-lib/v1";
import { sha256Hex } from "./sha256-hex.ts";

export interface Challenge {
  algorithm: string;
  challenge: string;
  maxnumber: number;
  salt: string;
  signature: string;
}

/** Numbers tried between two reports of how far it is. */
const sliceLength = 2000;

/** Finds the number of an ALTCHA challenge, reporting the share of numbers tried so far; null when there is none. */
export async function solveChallenge(challenge: Challenge, report: (share: number) => void): Promise<number | null> {
  const hasBrowserHash = "crypto" in globalThis && "subtle" in globalThis.crypto;
  const trySlice = hasBrowserHash ? trySliceByBrowser : trySliceByHand;

  for (let from = 0; from <= challenge.maxnumber; from += sliceLength) {
    const found = await trySlice(challenge, from, Math.min(from + sliceLength - 1, challenge.maxnumber));
    if (found !== null) return found;
    report(from / challenge.maxnumber);
  }

  return null;
}

async function trySliceByBrowser({ challenge, salt, algorithm }: Challenge, from: number, to: number): Promise<number | null> {
  return (await solveWithBrowser(challenge, salt, algorithm, to, from).promise)?.number ?? null;
}

async function trySliceByHand({ challenge, salt }: Challenge, from: number, to: number): Promise<number | null> {
  for (let number = from; number <= to; number += 1) {
    if (sha256Hex(`${salt}${number}`) === challenge) return number;
  }

  return null;
}

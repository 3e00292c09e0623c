import { useState } from "react";
import { hasCode } from "../scope/describe-error.ts";
import { useAccount } from "../scope/account-scope.tsx";
import { solveInWorker } from "./solve-in-worker.ts";

export interface BotCheck {
  /** Share of the work done; null while there is none. */
  progress: number | null;
  /** Makes a call that may be asked for a solved challenge, and repeats it with one when it is. */
  run: <Answer>(call: (botCheck: string | undefined) => Promise<Answer>, isDemanded?: boolean) => Promise<Answer>;
}

/** Proof of work instead of a puzzle: nothing to see, to hear or to solve for a person. */
export function useBotCheck(): BotCheck {
  const { client, place } = useAccount();
  const [progress, setProgress] = useState<number | null>(null);

  async function solve(): Promise<string> {
    setProgress(0);
    try {
      return await solveInWorker(await client.signIn.getBotCheck({ params: { place } }), setProgress);
    } finally {
      setProgress(null);
    }
  }

  async function run<Answer>(call: (botCheck: string | undefined) => Promise<Answer>, isDemanded = false): Promise<Answer> {
    if (isDemanded) return call(await solve());
    try {
      return await call(undefined);
    } catch (error) {
      if (!hasCode(error, "sign_in.bot_check_needed")) throw error;

      return call(await solve());
    }
  }

  return { progress, run };
}

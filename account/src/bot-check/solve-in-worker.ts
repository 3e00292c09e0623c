import type { Challenge } from "./solve-challenge.ts";
import type { SolverMessage } from "./solve.worker.ts";

/** The solved challenge as the server takes it: base64 of JSON. */
export async function solveInWorker(challenge: Challenge, report: (share: number) => void): Promise<string> {
  const worker = new Worker(new URL("./solve.worker.ts", import.meta.url), { type: "module" });

  try {
    const number = await new Promise<number | null>((resolve, reject) => {
      worker.addEventListener("message", ({ data }: MessageEvent<SolverMessage>) => {
        if (data.kind === "progress") report(data.share);
        else resolve(data.number);
      });
      worker.addEventListener("error", () => reject(new Error("The solver could not be started")));
      worker.postMessage(challenge);
    });
    const { algorithm, salt, signature } = challenge;

    return btoa(JSON.stringify({ algorithm, challenge: challenge.challenge, number, salt, signature }));
  } finally {
    worker.terminate();
  }
}

/** Solves beside the page, which stays usable meanwhile. A file of its own, because the page's policy allows no inline script. */
import { solveChallenge } from "./solve-challenge.ts";
import type { Challenge } from "./solve-challenge.ts";

export type SolverMessage = { kind: "progress"; share: number } | { kind: "done"; number: number | null };

function say(message: SolverMessage): void {
  globalThis.postMessage(message);
}

globalThis.addEventListener("message", (event: MessageEvent<Challenge>) => {
  void solveChallenge(event.data, (share) => say({ kind: "progress", share })).then((number) => say({ kind: "done", number }));
});

type Listener = () => void;

export interface ProofDesk {
  /** For `createClient`: what is refused for want of a fresh proof waits for the proof and is sent once more. */
  fetch: typeof fetch;
  /** For what is no call of the client, such as a download by the browser itself. */
  ask: () => Promise<boolean>;
  subscribe: (listener: Listener) => Listener;
  /** Whether a call waits for a proof right now. */
  isAsking: () => boolean;
  /** Ends the waiting: with a proof the waiting calls are repeated, without one their refusal stands. */
  settle: (isProved: boolean) => void;
}

/**
 * Step-up in one place: every call of an app goes through here, so that no form has to know which acts are sensitive and
 * nothing typed is lost. Calls that are refused while the question is open wait for the same answer.
 */
export function createProofDesk(): ProofDesk {
  const listeners = new Set<Listener>();
  let waiting: ((isProved: boolean) => void)[] = [];

  function announce() {
    for (const listener of listeners) listener();
  }

  function ask(): Promise<boolean> {
    // Nobody shows the question: the refusal stands.
    if (listeners.size === 0) return Promise.resolve(false);

    return new Promise((resolve) => {
      waiting = [...waiting, resolve];
      announce();
    });
  }

  return {
    fetch: async (input, init) => {
      const answer = await globalThis.fetch(input, init);
      if (!(await asksForProof(answer))) return answer;

      return (await ask()) ? globalThis.fetch(input, init) : answer;
    },
    ask,
    subscribe: (listener) => {
      listeners.add(listener);

      return () => listeners.delete(listener);
    },
    isAsking: () => waiting.length > 0,
    settle: (isProved) => {
      const settled = waiting;
      waiting = [];
      announce();
      for (const resolve of settled) resolve(isProved);
    },
  };
}

async function asksForProof(answer: Response): Promise<boolean> {
  if (answer.status !== 403) return false;
  try {
    const problem: unknown = await answer.clone().json();

    return typeof problem === "object" && problem !== null && "code" in problem && problem.code === "http.proof_needed";
  } catch {
    return false;
  }
}

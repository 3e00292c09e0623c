import { availableParallelism } from "node:os";
import { hash } from "@node-rs/argon2";
import { readPasswordHash } from "./foreign-hashes.ts";

/** Cost of one hash. OWASP's minimum for argon2id: 19 MiB, 2 passes, 1 lane. */
export interface PasswordCost {
  memoryKib: number;
  passes: number;
  lanes?: number;
}
export const defaultPasswordCost: PasswordCost = { memoryKib: 19_456, passes: 2, lanes: 1 };

/** Thrown when more hashes wait than the queue may hold; answered with 503 and Retry-After. */
export class OverloadError extends Error {
  readonly retryAfterSeconds = 2;
  constructor() {
    super("too many passwords are being checked at once");
    this.name = "OverloadError";
  }
}

export interface PasswordHasher {
  hash(password: string): Promise<string>;
  /** With `hash` null the same time is spent and the answer is false, so that time does not tell who exists. */
  verify(hash: string | null, password: string): Promise<boolean>;
  /** Whether a hash was made as this hasher makes them; others are replaced when their password is known, at a sign-in. */
  isCurrent(hash: string): boolean;
  /** Whether a hash of another system can be verified here, at a cost that is bearable. */
  isReadable(hash: string): boolean;
}

/**
 * Hashing runs off the event loop, on threads of libuv: `bin/latchkey.js` starts more of these than there are cores, so that
 * looking up names and reading files never wait behind hashes. At most one hash a core runs at a time and at most `queueMax` wait:
 * everything beyond is refused at once, so that a burst of sign-ins cannot starve other calls.
 */
export function createPasswordHasher(options: { queueMax: number; cost?: PasswordCost }): PasswordHasher {
  const cost = options.cost ?? defaultPasswordCost;
  // argon2id is the library's default algorithm.
  const settings = { memoryCost: cost.memoryKib, timeCost: cost.passes, parallelism: cost.lanes ?? 1 };
  const currentPrefix = `$argon2id$v=19$m=${settings.memoryCost},t=${settings.timeCost},p=${settings.parallelism}$`;
  const runningMax = Math.max(1, availableParallelism());
  const waiting: (() => void)[] = [];
  let running = 0;
  let dummyHash: Promise<string> | undefined;

  async function limited<T>(work: () => Promise<T>): Promise<T> {
    if (running >= runningMax) {
      if (waiting.length >= options.queueMax) throw new OverloadError();
      await new Promise<void>((resolve) => waiting.push(resolve));
    } else {
      running += 1;
    }

    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  }

  // Made by the first check whoever it is for, and awaited by each: a failure of this one must not be lost, nor last.
  async function getDummyHash(): Promise<string> {
    try {
      return await (dummyHash ??= hash("no one has this password", settings));
    } catch (error) {
      dummyHash = undefined;
      throw error;
    }
  }

  return {
    hash: (password) => limited(() => hash(password, settings)),
    verify: async (stored, password) => {
      const dummy = await getDummyHash();
      const against = stored ?? dummy;
      const check = readPasswordHash(against);
      if (check === null) throw new Error("a stored password hash cannot be read");
      const isMatch = await limited(() => check(password));
      return stored !== null && isMatch;
    },
    isCurrent: (stored) => stored.startsWith(currentPrefix),
    isReadable: (stored) => readPasswordHash(stored) !== null,
  };
}

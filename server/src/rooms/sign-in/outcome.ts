import type { SignInStep } from "@latchkey/contract";
import type { LatchkeyError } from "../../platform/errors.ts";
import type { StartedSession } from "../sessions/index.ts";

/** What a step leads to: the next one, with a session at the end, or a refusal that is written down once all is committed. */
export type Outcome =
  | { isRefused: false; step: SignInStep; started: StartedSession | null; browserToken: string | null }
  | { isRefused: true; reason: string; error: LatchkeyError };

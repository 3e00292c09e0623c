import type { UserRow } from "../users/index.ts";
import type { Place } from "../sessions/index.ts";

/** What somebody has shown so far on the way in. */
export interface Proved {
  /** The first proof. */
  method: "password" | "code" | "passkey" | "sign_up";
  hasSecondFactor: boolean;
  mustChangePassword: "temporary" | "expired" | null;
  /** They asked to remember this browser. */
  trustThisDevice: boolean;
}

/** Somebody who has proved at least who they are; the row is locked. */
export interface ProvedPerson {
  place: Place;
  user: UserRow;
  proved: Proved;
}

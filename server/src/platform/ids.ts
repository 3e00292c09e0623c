import { randomBytes } from "node:crypto";
import type { Clock } from "./clock.ts";

/**
 * INVARIANT: an id is 4 bytes of seconds and 8 random bytes, as 24 lower-case hex characters: sortable by time,
 * not guessable, and the form the TagoIO SDK expects.
 */
export function newId(clock: Clock): string {
  const bytes = randomBytes(12);
  bytes.writeUInt32BE(Math.floor(clock.now().getTime() / 1000), 0);
  return bytes.toString("hex");
}

/** Ids for a batch, in ascending order: rows of one moment then sort as they were given. */
export function newIds(clock: Clock, count: number): string[] {
  return Array.from({ length: count }, () => newId(clock)).toSorted();
}

/**
 * Owner of everything that belongs to no profile: administrators, their sessions, deployment-wide audit entries.
 * A value instead of null lets every table be keyed by profile first.
 */
export const deploymentId = "0".repeat(24);

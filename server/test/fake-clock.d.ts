import type { Clock } from "../src/platform/clock.ts";
/** A clock that stands still until a test moves it. */
export interface FakeClock extends Clock {
  advance(by: { minutes?: number; hours?: number; days?: number }): void;
}
export declare function createFakeClock(start?: Date): FakeClock;

import { createRequire } from "node:module";
import type { FastifyRateLimitStore } from "@fastify/rate-limit";

type StoreOptions = [continueExceeding: boolean, exponentialBackoff: boolean, callersMax: number];
type Count = Parameters<FastifyRateLimitStore["incr"]>[1];

const callersMax = 50_000;
const LocalStore = createRequire(import.meta.url)("@fastify/rate-limit/store/LocalStore.js") as new (
  ...options: StoreOptions
) => FastifyRateLimitStore;

/**
 * How often each caller came within a minute. The plugin's own store answers calls of one moment with one object that goes on
 * counting, so that all of them would see the number of the last: of a burst above the limit none would get through.
 */
export class RequestCounts extends LocalStore {
  constructor() {
    super(false, false, callersMax);
  }

  override incr(caller: string, answer: Count, timeWindow: number, max: number): void {
    super.incr(caller, (error, count) => answer(error, count && { ...count }), timeWindow, max);
  }

  /** Every route counts for itself. */
  override child(): FastifyRateLimitStore {
    return new RequestCounts();
  }
}

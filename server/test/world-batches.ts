/** Random worlds by the batch: what a world costs in PostgreSQL is mostly waiting for answers, and a batch waits once for all. */
import fc from "fast-check";

export interface WorldBatches<World> {
  worlds: fc.Arbitrary<World>;
  count: number;
  /** Judges worlds side by side. Must also work for one alone, and for the same one again. */
  check: (worlds: readonly World[]) => Promise<void>;
}

const perBatch = 50;

/**
 * Of a batch that fails, each world is judged alone, so that the one to blame is named and shrunk.
 * With the seed of a batch as `PROPERTY_SEED`, that batch is the first.
 */
export async function checkInBatches<World>({ worlds, count, check }: WorldBatches<World>): Promise<void> {
  let seed = (fc.readConfigureGlobal().seed ?? Math.floor(Math.random() * 2 ** 32)) | 0;
  for (let left = count; left > 0; left -= perBatch) {
    const batch = fc.sample(worlds, { seed, numRuns: Math.min(perBatch, left) });
    try {
      await check(batch);
    } catch (error) {
      await blameOne({ worlds, check }, { seed, count: batch.length });
      throw new Error(`Only together do the worlds of this batch fail; PROPERTY_SEED=${seed} makes them again.`, { cause: error });
    }
    seed = following(seed);
  }
}

async function blameOne<World>(
  { worlds, check }: Omit<WorldBatches<World>, "count">,
  { seed, count }: { seed: number; count: number },
): Promise<void> {
  const alone = fc.asyncProperty(worlds, (each) => check([each]));
  for (let at = 0; at < count; at += 1) {
    try {
      await fc.assert(alone, { seed, path: String(at), numRuns: 1 });
    } catch (error) {
      const report = error instanceof Error ? error.message : String(error);
      throw new Error(`World ${at} of a batch fails; PROPERTY_SEED=${seed} makes it again.\n${report}`, { cause: error });
    }
  }
}

/** Seeds that are next to each other would make worlds that are alike. */
function following(seed: number): number {
  return (Math.imul(seed, 1_664_525) + 1_013_904_223) | 0;
}

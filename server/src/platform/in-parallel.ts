/** Calls that may wait for each other's answers at once: enough to keep the other side busy, few enough for its queues. */
const usualCallsMax = 8;

/** Does the work for every item, a few at a time; the results stand in the order of the items. */
export async function inParallel<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
  callsMax = usualCallsMax,
): Promise<Result[]> {
  const results: Result[] = [];
  const queue = items.entries();
  const worker = async () => {
    for (const [index, item] of queue) results[index] = await work(item);
  };

  await Promise.all(Array.from({ length: callsMax }, worker));
  return results;
}

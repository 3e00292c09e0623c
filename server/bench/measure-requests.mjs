import { Agent, request } from "node:http";

const connectionCount = 50;

/**
 * Asks the same question on fifty connections that stay open, each asking again as soon as it is answered.
 * @param {{ url: string, headers: Record<string, string>, durationMs?: number }} target
 */
export async function measureRequests({ url, headers, durationMs = 5000 }) {
  const agent = new Agent({ keepAlive: true, maxSockets: connectionCount });
  const latencies = [];
  const startedAt = performance.now();
  const endsAt = startedAt + durationMs;

  const ask = async () => {
    while (performance.now() < endsAt) {
      const askedAt = performance.now();
      await askOnce({ url, headers, agent });
      latencies.push(performance.now() - askedAt);
    }
  };
  await Promise.all(Array.from({ length: connectionCount }, ask));
  const seconds = (performance.now() - startedAt) / 1000;
  agent.destroy();

  latencies.sort((a, b) => a - b);
  return { requestsPerSecond: latencies.length / seconds, p50Ms: quantile(latencies, 0.5), p99Ms: quantile(latencies, 0.99) };
}

function askOnce({ url, headers, agent }) {
  return new Promise((resolve, reject) => {
    request(url, { headers, agent }, (response) => {
      response.resume();
      response.once("end", () => {
        if (response.statusCode === 200) resolve();
        else reject(new Error(`${url} answered ${response.statusCode}`));
      });
    })
      .once("error", reject)
      .end();
  });
}

function quantile(sorted, share) {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}

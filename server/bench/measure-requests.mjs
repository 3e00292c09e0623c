import { Agent, request } from "node:http";

const connectionCount = 50;

/**
 * Asks the same question on fifty connections that stay open, each asking again as soon as it is answered.
 * @param {{ url: string, headers: Record<string, string>, durationMs?: number, body?: unknown }} target
 */
export async function measureRequests({ url, headers, durationMs = 5000, body }) {
  const payload = body === undefined ? undefined : JSON.stringify(body);
  const agent = new Agent({ keepAlive: true, maxSockets: connectionCount });
  const latencies = [];
  const startedAt = performance.now();
  const endsAt = startedAt + durationMs;

  const ask = async () => {
    while (performance.now() < endsAt) {
      const askedAt = performance.now();
      await askOnce({ url, headers, agent, payload });
      latencies.push(performance.now() - askedAt);
    }
  };
  await Promise.all(Array.from({ length: connectionCount }, ask));
  const seconds = (performance.now() - startedAt) / 1000;
  agent.destroy();

  latencies.sort((a, b) => a - b);
  return { requestsPerSecond: latencies.length / seconds, p50Ms: quantile(latencies, 0.5), p99Ms: quantile(latencies, 0.99) };
}

function askOnce({ url, headers, agent, payload }) {
  return new Promise((resolve, reject) => {
    const sent =
      payload === undefined ? headers : { ...headers, "content-type": "application/json", "content-length": Buffer.byteLength(payload) };
    request(url, { method: payload === undefined ? "GET" : "POST", headers: sent, agent }, (response) => {
      response.resume();
      response.once("end", () => {
        if (response.statusCode === 200 || response.statusCode === 201) resolve();
        else reject(new Error(`${url} answered ${response.statusCode}`));
      });
    })
      .once("error", reject)
      .end(payload);
  });
}

function quantile(sorted, share) {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}

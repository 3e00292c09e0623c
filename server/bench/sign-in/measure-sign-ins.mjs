import { Agent, request } from "node:http";
import { password } from "./seed.mjs";

const connectionCount = 16;

/** People who sign in, each from an address of their own, as fast as the server lets them. */
export async function measureSignIns({ url, emails, durationMs, next }) {
  const agent = new Agent({ keepAlive: true, maxSockets: connectionCount });
  const startedAt = performance.now();
  const endsAt = startedAt + durationMs;
  let count = 0;
  let refused = 0;

  const signIn = async () => {
    while (performance.now() < endsAt) {
      const number = next();
      const body = JSON.stringify({ email: emails[number % emails.length], password });
      const status = await post({ url, agent, body, address: addressOf(number) });
      if (status === 200) count += 1;
      else if (status === 503) refused += 1;
      else throw new Error(`a sign-in was answered with ${status}`);
    }
  };
  await Promise.all(Array.from({ length: connectionCount }, signIn));
  agent.destroy();
  return { perSecond: count / ((performance.now() - startedAt) / 1000), refused };
}

/** Limits count strangers by their address; the benchmark's server believes this header of ours. */
function addressOf(number) {
  return `10.${(number >> 16) & 255}.${(number >> 8) & 255}.${number & 255}`;
}

function post({ url, agent, body, address }) {
  const headers = { "content-type": "application/json", "content-length": Buffer.byteLength(body), "x-forwarded-for": address };
  return new Promise((resolve, reject) => {
    const call = request(url, { method: "POST", agent, headers }, (response) => {
      response.resume();
      response.once("end", () => resolve(response.statusCode));
    });
    call.once("error", reject).end(body);
  });
}

/** Reads one after the other at a steady pace, whatever else goes on; answers how long each took. */
export async function readSteadily({ url, headers, everyMs, until }) {
  const agent = new Agent({ keepAlive: true, maxSockets: 8 });
  const latencies = [];
  const reads = [];
  while (!until()) {
    reads.push(readOnce({ url, headers, agent }).then((took) => latencies.push(took)));
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
  await Promise.all(reads);
  agent.destroy();
  return latencies.toSorted((a, b) => a - b);
}

function readOnce({ url, headers, agent }) {
  const askedAt = performance.now();
  return new Promise((resolve, reject) => {
    request(url, { headers, agent }, (response) => {
      response.resume();
      response.once("end", () => {
        if (response.statusCode === 200) resolve(performance.now() - askedAt);
        else reject(new Error(`a read was answered with ${response.statusCode}`));
      });
    })
      .once("error", reject)
      .end();
  });
}

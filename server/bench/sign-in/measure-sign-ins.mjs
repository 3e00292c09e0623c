import { Agent, request } from "node:http";
import { cookiesOf, openSocketClient, toRequest } from "../socket-client.mjs";
import { password } from "./seed.mjs";

const connectionCount = 16;

/**
 * People who sign in as fast as the server lets them, each from an address of their own. Each has a browser, which keeps the
 * cookie by which it is known again: only the first time is it a new one.
 */
export async function measureSignIns({ url, people, durationMs, next }) {
  const startedAt = performance.now();
  const endsAt = startedAt + durationMs;
  let count = 0;
  let refused = 0;

  const signIn = async () => {
    const client = await openSocketClient(url);
    while (performance.now() < endsAt) {
      const number = next();
      const person = people[number % people.length];
      const answer = await client.ask(toRequest({ method: "POST", url, ...signInOf(person, { url, number }) }));
      if (answer.status === 200) count += 1;
      else if (answer.status === 503) refused += 1;
      else throw new Error(`a sign-in was answered with ${answer.status}`);
      person.browser ??= cookiesOf(answer).find((cookie) => cookie.startsWith("latchkey-device-"));
    }
    client.close();
  };
  await Promise.all(Array.from({ length: connectionCount }, signIn));
  return { perSecond: count / ((performance.now() - startedAt) / 1000), refused };
}

function signInOf({ email, browser }, { url, number }) {
  const headers = { "x-forwarded-for": addressOf(number) };
  const fromBrowser = browser === undefined ? {} : { cookie: browser, origin: new URL(url).origin };
  return { headers: { ...headers, ...fromBrowser }, body: JSON.stringify({ email, password }) };
}

/** Limits count strangers by their address; the benchmark's server believes this header of ours. */
function addressOf(number) {
  return `10.${(number >> 16) & 255}.${(number >> 8) & 255}.${number & 255}`;
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

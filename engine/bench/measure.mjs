/** Times of single calls (median, 99th percentile) and the rate of an uninterrupted run. */

let sink = 0;

/** Microseconds of each call, without what reading the clock costs by itself: whoever is timed is timed like this. */
export function timeEach(inputs, call) {
  const micros = new Float64Array(inputs.length);
  for (const [position, input] of inputs.entries()) {
    const startedAt = performance.now();
    const result = call(input);
    micros[position] = (performance.now() - startedAt) * 1000;
    if (result === undefined) sink += 1;
  }
  return quantiles(micros);
}

/** The same of calls that leave the process, one after the other. */
export async function timeEachAwaited(inputs, call) {
  const micros = new Float64Array(inputs.length);
  for (const [position, input] of inputs.entries()) {
    const startedAt = performance.now();
    const result = await call(input);
    micros[position] = (performance.now() - startedAt) * 1000;
    if (result === undefined) sink += 1;
  }
  return quantiles(micros);
}

function quantiles(micros) {
  micros.sort();
  const at = (share) => Math.max(0, micros[Math.floor(micros.length * share)] - timerCostMicros());
  return { p50: at(0.5), p99: at(0.99) };
}

let timerCost = null;

/** The median of timing nothing. */
export function timerCostMicros() {
  if (timerCost !== null) return timerCost;

  timerCost = 0;
  timerCost = timeEach(
    Array.from({ length: 100_000 }, () => 0),
    () => 0,
  ).p50;
  return timerCost;
}

/** Calls per second of processor time, which other programs on the machine cannot take away. */
export function ratePerSecond(inputs, call, millisMin = 300) {
  let calls = 0;
  let elapsedMicros = 0;
  const before = process.cpuUsage();
  while (elapsedMicros < millisMin * 1000) {
    for (const input of inputs) if (call(input) === undefined) sink += 1;
    calls += inputs.length;
    const { user, system } = process.cpuUsage(before);
    elapsedMicros = user + system;
  }
  return (calls / elapsedMicros) * 1_000_000;
}

/** Lets the compiler settle before anything is timed. */
export function warmUp(inputs, call, millis = 200) {
  ratePerSecond(inputs, call, millis);
}

export async function warmUpAwaited(inputs, call, millis = 200) {
  const until = performance.now() + millis;
  while (performance.now() < until) for (const input of inputs.slice(0, 100)) await call(input);
}

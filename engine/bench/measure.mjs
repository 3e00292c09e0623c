/** Times of single calls (median, 99th percentile) and the rate of an uninterrupted run. */

let sink = 0;

/** Microseconds of each call, the timer's own cost included (see `timerCostMicros`). */
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
  return { p50: micros[Math.floor(micros.length * 0.5)], p99: micros[Math.floor(micros.length * 0.99)] };
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

export function timerCostMicros() {
  return timeEach(
    Array.from({ length: 100_000 }, () => 0),
    () => 0,
  ).p50;
}

/** Lets the compiler settle before anything is timed. */
export function warmUp(inputs, call, millis = 200) {
  ratePerSecond(inputs, call, millis);
}

// How many argon2id checks a second this machine does with nothing else to do: a process of its own, one check a core at a time.
import { availableParallelism } from "node:os";
import { verify } from "@node-rs/argon2";

const [hash, password, durationMs] = process.argv.slice(2);
const startedAt = performance.now();
const endsAt = startedAt + Number(durationMs);
let count = 0;

async function work() {
  while (performance.now() < endsAt) {
    if (!(await verify(hash, password))) throw new Error("the hash is of another password");
    count += 1;
  }
}
await Promise.all(Array.from({ length: availableParallelism() }, work));
console.log(count / ((performance.now() - startedAt) / 1000));

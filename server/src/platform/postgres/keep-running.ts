import { setTimeout as sleep } from "node:timers/promises";
import { EmbeddedPostgresError } from "./errors.ts";
import { launch, type LaunchInput, type Running } from "./launch.ts";
import { stopPostmaster } from "./postmaster.ts";

/**
 * Starts PostgreSQL again when it ends although nobody stopped it, for example because the system ran out of memory and chose
 * it. The socket stays where it was, so a pool of connections recovers by itself. Returns how to stop it for good.
 */
export function keepRunning(first: Running, input: LaunchInput): () => Promise<void> {
  const pauseMs = 250;
  let current = first;
  let isStopping = false;
  let restart: Promise<void> = Promise.resolve();

  const startAgain = async () => {
    await sleep(pauseMs);
    if (isStopping) return;
    try {
      current = await launch(input);
      watch(current);
    } catch (error) {
      input.log.error("PostgreSQL could not be started again; restart Latchkey", { error });
    }
  };
  const watch = (running: Running) => {
    running.child?.once("exit", (code, signal) => {
      if (isStopping) return;
      input.log.error("PostgreSQL ended unexpectedly and is started again", { code, signal, log: input.logFile });
      restart = startAgain();
    });
  };

  watch(first);
  return async () => {
    isStopping = true;
    await restart;
    if (await stopPostmaster(current.pid)) return;
    throw new EmbeddedPostgresError(`PostgreSQL (process ${current.pid}) does not stop: end it with kill -QUIT ${current.pid}`);
  };
}

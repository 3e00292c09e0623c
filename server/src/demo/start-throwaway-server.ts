import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Settings } from "../settings.ts";

interface Stoppable {
  stop(): Promise<void>;
}

/**
 * Starts a server on a data folder that is removed when it stops. A database that was set for real work is left alone, and
 * nothing is sent to anybody: messages stay on the console's Mail page.
 */
export async function startThrowawayServer<Server extends Stoppable>(
  { databaseUrl: _database, smtpHost: _mailServer, smsGatewayUrl: _gateway, ...settings }: Settings,
  start: (settings: Settings) => Promise<Server>,
): Promise<Server> {
  const dataDir = await mkdtemp(join(tmpdir(), "latchkey-demo-"));
  const remove = () => rm(dataDir, { recursive: true, force: true });

  try {
    const server = await start({ ...settings, dataDir });
    let stopped: Promise<void> | undefined;
    const stopAndRemove = async () => {
      await server.stop();
      await remove();
    };
    // Once only: Ctrl-C while the profile is loading asks twice, and the folder must outlive the database in it.
    const stop = () => (stopped ??= stopAndRemove());
    return { ...server, stop };
  } catch (error) {
    await remove();
    throw error;
  }
}

import { type App, createApp } from "../app.ts";
import { createPlatform } from "../create-platform.ts";
import type { Database } from "../database/database.ts";
import { migrateToLatest } from "../database/migrate.ts";
import type { Context } from "../http/context.ts";
import { silentLog } from "../platform/log.ts";
import type { PolicySets } from "../rooms/access/index.ts";
import { findProfileBySlug } from "../rooms/profiles/index.ts";
import type { Settings } from "../settings.ts";
import { CommandError } from "./cli-context.ts";
import { withDatabase } from "./with-database.ts";

/** Gives a command the whole app, which listens to nobody, on an up-to-date database. */
export async function withApp<Result>(settings: Settings, work: (app: App, db: Database) => Promise<Result>): Promise<Result> {
  return withDatabase(settings, async (db) => {
    await migrateToLatest(db);
    const app = await createApp({
      db,
      platform: createPlatform(settings, silentLog),
      trustedProxies: settings.trustedProxies,
      requestsPerMinuteMax: settings.requestsPerMinuteMax,
    });

    try {
      return await work(app, db);
    } finally {
      await app.http.close();
    }
  });
}

/** The same, inside one profile. */
export async function withProfile<Result>(
  settings: Settings,
  slug: string,
  work: (ctx: Context, policySets: PolicySets) => Promise<Result>,
): Promise<Result> {
  return withApp(settings, async (app, db) => work(app.commandLineContext(await findProfileId(db, slug)), app.policySets));
}

export async function findProfileId(db: Database, slug: string): Promise<string> {
  const profile = await findProfileBySlug(db, slug);
  if (profile === undefined) throw new CommandError("not_found", `There is no profile "${slug}": see latchkey profile list`);
  return profile.id;
}

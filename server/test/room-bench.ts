import { createEvents } from "../src/database/events.ts";
import type { Database } from "../src/database/database.ts";
import { fullAccess } from "../src/http/access.ts";
import type { Context } from "../src/http/context.ts";
import type { JobEntry } from "../src/http/jobs.ts";
import { deploymentId, newId } from "../src/platform/ids.ts";
import { silentLog } from "../src/platform/log.ts";
import { createPasswordHasher } from "../src/platform/passwords.ts";
import type { Platform } from "../src/platform/platform.ts";
import { createSecretBox, masterKeyOf } from "../src/platform/secret-box.ts";
import { noCountries } from "../src/platform/countries.ts";
import { createFakeClock, type FakeClock } from "./fake-clock.ts";
import { noOutbound } from "./no-outbound.ts";
import { createTestDatabase, type TestDatabase } from "./test-database.ts";

/** What a room at the bottom stands on, without the server around it. */
export interface RoomBench {
  db: Database;
  clock: FakeClock;
  platform: Platform;
  target: TestDatabase["target"];
  /** As `TestApp` has it, for `runJobsNow` and `readMails`. */
  app: { jobs: readonly JobEntry[]; commandLineContext(profileId?: string): Context };
  aProfile(values?: { name?: string; language?: string; time_zone?: string }): Promise<{ id: string; slug: string }>;
  close(): Promise<void>;
}

export async function startRoomBench(jobs: readonly JobEntry[], parts: Partial<Platform> = {}): Promise<RoomBench> {
  const database = await createTestDatabase();
  const clock = createFakeClock();
  const platform: Platform = {
    clock,
    countries: noCountries,
    log: silentLog,
    passwords: createPasswordHasher({ queueMax: 1000, cost: { memoryKib: 64, passes: 1 } }),
    secrets: createSecretBox(masterKeyOf("a key of the tests, long enough for one")),
    mailer: null,
    outbound: noOutbound,
    smsGateway: null,
    settings: {
      publicUrl: "http://latchkey.test",
      consoleSessionHours: 12,
      portalSessionHours: 720,
      passwordLinkHours: 72,
      deletedUserDays: 30,
      unconfirmedSignUpDays: 7,
      mailLogDays: 90,
    },
    ...parts,
  };
  const { db } = database;
  const source = { id: null, ip: null, userAgent: null, browserToken: null };
  const commandLineContext = (profileId = deploymentId) =>
    ({
      platform,
      db,
      events: createEvents(),
      principal: { kind: "command_line" },
      profileId,
      access: fullAccess,
      source,
    }) satisfies Context;

  return {
    db,
    clock,
    platform,
    target: database.target,
    app: { jobs, commandLineContext },
    aProfile: (values = {}) => aProfile(db, clock, values),
    close: () => database.drop(),
  };
}

async function aProfile(db: Database, clock: FakeClock, values: object): Promise<{ id: string; slug: string }> {
  const id = newId(clock);
  const slug = `acme-${id.slice(-8)}`;
  const now = clock.now();
  await db
    .insertInto("profiles")
    .values({ id, slug, name: "Acme", time_zone: "UTC", language: "en", signup: "{}", created_at: now, updated_at: now, ...values })
    .execute();
  return { id, slug };
}

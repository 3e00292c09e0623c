import { type Database } from "../src/database/database.ts";
export interface TestDatabase {
  db: Database;
  target: {
    host: string;
    port: number;
    user: string;
    database: string;
  };
  drop(): Promise<void>;
}
/** A database of its own: a copy of the migrated template, or an empty one. Takes a few dozen milliseconds. */
export declare function createTestDatabase(options?: { isEmpty?: boolean }): Promise<TestDatabase>;

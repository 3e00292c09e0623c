export type { PostgresConnection } from "./ask-server.ts";
export { connectOrStart } from "./connect-or-start.ts";
export { type DataDirLock, lockDataDir } from "./lock-data-dir.ts";
export { type EmbeddedPostgres, type EmbeddedPostgresOptions, startEmbeddedPostgres } from "./start-embedded-postgres.ts";

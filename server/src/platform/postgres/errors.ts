/**
 * Something on this machine keeps the embedded PostgreSQL from running. The message is one line for the person who
 * starts Latchkey: what is wrong and what to do about it.
 */
export class EmbeddedPostgresError extends Error {
  override readonly name = "EmbeddedPostgresError";
}

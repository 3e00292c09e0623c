import { totalmem } from "node:os";

const mebibyte = 1024 * 1024;
/** The name of the socket file carries a port; with one socket folder per data folder it never varies. */
export const socketPort = 5432;
export const superuser = "latchkey";

/** Memory this process may use: a container's limit counts, not the machine. */
export function availableMemoryBytes(): number {
  const limit = process.constrainedMemory();
  return limit > 0 && limit < totalmem() ? limit : totalmem();
}

/** A quarter of the memory: a cold, small cache made reads 15 times slower than a warm, large one. Pages are taken when first used. */
export function sharedBuffersMegabytes(memoryBytes: number): number {
  const quarter = Math.floor(memoryBytes / 4 / mebibyte);
  return Math.min(1024, Math.max(32, quarter));
}

export interface ConfigurationInput {
  socketDir: string;
  memoryBytes: number;
  /** Off only for tests: commits then survive a crash of the program, but not of the machine. */
  isDurable: boolean;
}

/** Settings go on the command line, so that an upgraded Latchkey brings its own and the cluster's files stay untouched. */
export function postgresSettings(input: ConfigurationInput): Record<string, string> {
  const sharedBuffers = sharedBuffersMegabytes(input.memoryBytes);
  const durability = input.isDurable ? {} : { fsync: "off", full_page_writes: "off", synchronous_commit: "off" };
  return {
    listen_addresses: "",
    unix_socket_directories: quoteListItem(input.socketDir),
    unix_socket_permissions: "0700",
    port: String(socketPort),
    max_connections: "100",
    shared_buffers: `${sharedBuffers}MB`,
    effective_cache_size: `${sharedBuffers * 2}MB`,
    huge_pages: "off",
    // Short queries on a local disk: compiling them costs more than it saves, and seeks are cheap.
    jit: "off",
    random_page_cost: "1.1",
    timezone: "UTC",
    log_timezone: "UTC",
    // Statements and values may hold personal data: server messages only, never the failed statement or its details.
    log_min_messages: "log",
    log_min_error_statement: "panic",
    log_error_verbosity: "terse",
    log_checkpoints: "off",
    log_line_prefix: "%m [%p] ",
    logging_collector: "off",
    ...durability,
  };
}

/** The setting is a list separated by commas; quotes keep a path with a comma or a space together. */
function quoteListItem(path: string): string {
  return `"${path.replaceAll('"', '""')}"`;
}

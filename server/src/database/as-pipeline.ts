import { Kysely, PostgresDialect, Transaction, type DatabaseConnection } from "kysely";
import type { Database, Tables, Tx } from "./database.ts";

/** Whoever has a connection never opens another. */
const noDialect = new PostgresDialect({ pool: () => Promise.reject(new Error("there is a connection already")) });

/** A transaction, or a connection, in another form: what is asked of it at once, as with `Promise.all`, leaves at once. */
export async function asPipeline<Asked extends Database | Tx>(asked: Asked): Promise<Asked> {
  const executor = asked.getExecutor();
  const connection = await executor.provideConnection(async (each) => each);
  const provider = { provideConnection: <T>(consumer: (connection: DatabaseConnection) => Promise<T>) => consumer(connection) };
  const props = {
    config: { dialect: noDialect },
    dialect: noDialect,
    driver: noDialect.createDriver(),
    executor: executor.withConnectionProvider(provider),
  };
  return (asked.isTransaction ? new Transaction<Tables>(props) : new Kysely<Tables>(props)) as Asked;
}

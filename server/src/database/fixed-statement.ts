import { sql, type CompiledQuery, type RawBuilder } from "kysely";
import type { Connection } from "./database.ts";

/** Stands for a value that each call brings. */
class Given {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

type Places<Values> = { [Name in keyof Values]: RawBuilder<Values[Name]> };

/**
 * A statement whose text is always the same, for what every request or sign-in asks: it is put together once, and each call
 * only brings its values.
 */
export interface FixedStatement<Values extends object, Row> {
  run(connection: Connection, values: Values): Promise<Row[]>;
  /** The statement with its values, for `executeLater`. */
  with(values: Values): { compile(connection: Connection): CompiledQuery<Row> };
}

export function fixedStatement<Values extends object, Row = unknown>(
  build: (given: Places<Values>) => RawBuilder<Row>,
): FixedStatement<Values, Row> {
  const places = new Proxy({} as Places<Values>, { get: (_target, name) => sql`${new Given(String(name))}` });
  let compiled: CompiledQuery<Row> | undefined;
  const compile = (connection: Connection, values: Values): CompiledQuery<Row> => {
    // A plugin may make another statement of it.
    const hasPlugins = connection.getExecutor().plugins.length > 0;
    const found = hasPlugins ? build(places).compile(connection) : (compiled ??= build(places).compile(connection));
    const parameters = found.parameters.map((each) => (each instanceof Given ? values[each.name as keyof Values] : each));
    return { sql: found.sql, parameters, query: found.query, queryId: found.queryId };
  };
  return {
    run: async (connection, values) => (await connection.executeQuery(compile(connection, values))).rows,
    with: (values) => ({ compile: (connection) => compile(connection, values) }),
  };
}

/** Inserts one row: the statement that a query builder would put together anew for each. */
export function fixedInsert<Row extends object>(table: string, columns: readonly (keyof Row & string)[]): FixedStatement<Row, never> {
  return fixedStatement<Row, never>((given) => {
    const names = sql.join(columns.map((column) => sql.id(column)));
    return sql<never>`insert into ${sql.table(table)} (${names}) values (${sql.join(columns.map((column) => given[column]))})`;
  });
}

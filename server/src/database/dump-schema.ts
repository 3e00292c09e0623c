import { sql } from "kysely";
import type { Connection } from "./database.ts";
import { migrationTables } from "./migrate.ts";

interface CatalogueRow {
  /** Name of the table that the row belongs to. */
  table: string;
  /** A piece of SQL, as PostgreSQL itself writes it. */
  text: string;
}

interface Catalogue {
  tables: CatalogueRow[];
  columns: CatalogueRow[];
  constraints: CatalogueRow[];
  references: CatalogueRow[];
  indexes: CatalogueRow[];
  comments: CatalogueRow[];
}

/**
 * The schema as SQL in a stable order, read from PostgreSQL's own catalogue: two databases have the same schema exactly
 * when their dumps are equal, and a dump run on an empty database makes the same schema again. `pg_dump` would need
 * PostgreSQL's client programs, which are not on every machine.
 */
export async function dumpSchema(connection: Connection): Promise<string> {
  await refuseWhatIsNotDumped(connection);
  const extensions = await listExtensions(connection);
  const catalogue = await readCatalogue(connection);

  const tables = catalogue.tables.map(({ table }) => describeTable(table, catalogue));
  const references = catalogue.references.map(({ table, text }) => `alter table ${table} add ${text};`);
  const functions = (await listFunctions(connection)).map((text) => `${text};`);
  const sections = [
    extensions.map((name) => `create extension if not exists ${name};`).join("\n"),
    ...functions,
    ...tables,
    references.join("\n"),
  ];
  return sections
    .filter((section) => section !== "")
    .map((section) => `${section}\n`)
    .join("\n");
}

function describeTable(table: string, catalogue: Catalogue): string {
  const textsOf = (rows: readonly CatalogueRow[]) => rows.filter((row) => row.table === table).map((row) => row.text);
  const parts = [...textsOf(catalogue.columns), ...textsOf(catalogue.constraints)];
  const statements = [
    `create table ${table} (\n${parts.map((part) => `  ${part}`).join(",\n")}\n)`,
    ...textsOf(catalogue.indexes),
    ...textsOf(catalogue.comments),
  ];
  return statements.map((statement) => `${statement};`).join("\n");
}

/** Our tables: what extensions bring and what the migrator keeps for itself is not the schema. */
const ownTables = sql`
  select c.oid, quote_ident(c.relname) as name from pg_class c
  where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r' and c.relname <> all(${Object.values(migrationTables)}::text[])
    and not exists (select 1 from pg_depend d where d.objid = c.oid and d.deptype = 'e')`;

async function readCatalogue(connection: Connection): Promise<Catalogue> {
  const read = async (query: ReturnType<typeof sql<CatalogueRow>>) => (await query.execute(connection)).rows;
  return {
    tables: await read(sql`select t.name as table, '' as text from (${ownTables}) t order by t.name collate "C"`),
    columns: await read(sql`
      select t.name as table, concat_ws(' ', quote_ident(a.attname), format_type(a.atttypid, a.atttypmod),
        'collate ' || quote_ident(o.collname), case a.attgenerated when 's'
          then 'generated always as (' || pg_get_expr(d.adbin, d.adrelid, true) || ') stored'
          else 'default ' || pg_get_expr(d.adbin, d.adrelid, true) end, case when a.attnotnull then 'not null' end) as text
      from (${ownTables}) t join pg_attribute a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped
        left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
        left join pg_collation o on o.oid = a.attcollation and o.collname <> 'default'
      order by a.attrelid, a.attnum`),
    constraints: await read(constraints(sql`k.contype in ('p', 'u', 'c', 'x')`)),
    references: await read(constraints(sql`k.contype = 'f'`)),
    indexes: await read(sql`
      select t.name as table, pg_get_indexdef(i.indexrelid, 0, true) as text
      from (${ownTables}) t join pg_index i on i.indrelid = t.oid
      where not exists (select 1 from pg_constraint k where k.conindid = i.indexrelid and k.conrelid = t.oid) order by pg_get_indexdef(i.indexrelid, 0, true) collate "C"`),
    comments: await read(sql`
      select t.name as table, format('comment on %s is %L', coalesce('column ' || t.name || '.' || quote_ident(a.attname), 'table ' || t.name), s.description) as text
      from (${ownTables}) t join pg_description s on s.objoid = t.oid and s.classoid = 'pg_class'::regclass
        left join pg_attribute a on a.attrelid = t.oid and a.attnum = s.objsubid and s.objsubid > 0
      order by s.objoid, s.objsubid`),
  };
}

// Not-null constraints are shown with their columns: only newer PostgreSQL versions list them (contype n).
function constraints(kind: ReturnType<typeof sql>) {
  return sql<CatalogueRow>`
    select t.name as table, 'constraint ' || quote_ident(k.conname) || ' ' || pg_get_constraintdef(k.oid, true) as text
    from (${ownTables}) t join pg_constraint k on k.conrelid = t.oid
    where ${kind} order by t.name collate "C", array_position('{p,u,x,c,f}', k.contype::text), k.conname collate "C"`;
}

async function listExtensions(connection: Connection): Promise<string[]> {
  const result = await sql<{ name: string }>`
    select quote_ident(extname) as name from pg_extension where extname <> 'plpgsql' order by extname collate "C"`.execute(connection);
  return result.rows.map((row) => row.name);
}

/** Without the schema's name, which differs between two databases; indexes are over what they answer, so they come before tables. */
async function listFunctions(connection: Connection): Promise<string[]> {
  const result = await sql<{ text: string }>`
    select replace(rtrim(pg_get_functiondef(p.oid), E'\\n'), 'FUNCTION ' || quote_ident(current_schema()) || '.', 'FUNCTION ') as text from pg_proc p
    where p.pronamespace = current_schema()::regnamespace
      and not exists (select 1 from pg_depend d where d.objid = p.oid and d.deptype = 'e') order by p.proname collate "C"`.execute(
    connection,
  );
  return result.rows.map((row) => row.text);
}

/** A kind of object that the dump does not know would make unequal schemas look equal: better to fail than to miss it. */
async function refuseWhatIsNotDumped(connection: Connection): Promise<void> {
  const result = await sql<{ text: string }>`
    with own as (select current_schema()::regnamespace as schema)
    select 'relation ' || relname as text from pg_class c, own
      where relnamespace = schema and relkind not in ('r', 'i') and not exists (select 1 from pg_depend d where d.objid = c.oid and d.deptype = 'e')
    union all select 'routine ' || proname from pg_proc p, own
      where pronamespace = schema and prokind <> 'f' and not exists (select 1 from pg_depend d where d.objid = p.oid and d.deptype = 'e')
    union all select 'type ' || typname from pg_type t, own
      where typnamespace = schema and typtype in ('e', 'd', 'r') and not exists (select 1 from pg_depend d where d.objid = t.oid and d.deptype = 'e')
    union all select 'trigger ' || tgname from pg_trigger where not tgisinternal
    union all select 'row policy ' || polname from pg_policy
    union all select case when attidentity = '' then 'virtual' else 'identity' end || ' column ' || attname from pg_attribute join pg_class c on c.oid = attrelid, own
      where relnamespace = schema and (attgenerated not in ('', 's') or attidentity <> '')`.execute(connection);
  if (result.rows.length > 0) throw new Error(`dump-schema.ts cannot show: ${result.rows.map((row) => row.text).join(", ")}`);
}

import { sql, type RawBuilder } from "kysely";
import { compatErrors } from "./compat.errors.ts";
import { readText } from "./read-body.ts";
import { readMoment } from "./relative-date.ts";

/** A field that lists know: where it is stored, and how it is compared. */
export interface ListField {
  column: RawBuilder<unknown>;
  kind: "text" | "boolean" | "date" | "json";
  isSortable?: boolean;
}

export interface ListShape {
  fields: Readonly<Record<string, ListField>>;
  defaultFields: readonly string[];
  defaultOrder: string;
  /** The column of tags, as stored. */
  tags: RawBuilder<unknown>;
  id: RawBuilder<unknown>;
}

export interface ListQuery {
  fields: string[];
  where: RawBuilder<unknown>;
  order: RawBuilder<unknown>;
  limit: number;
  offset: number;
}

const amountMax = 10_000;

/** Reads TagoIO's list parameters: `page`, `amount`, `fields`, `filter`, `orderBy`. */
export function readListQuery(query: Record<string, unknown>, shape: ListShape, now: Date): ListQuery {
  const amount = readInteger(query["amount"], { field: "amount", otherwise: 20, max: amountMax });
  const page = readInteger(query["page"], { field: "page", otherwise: 1, max: 1_000_000 });
  return {
    fields: readFields(query["fields"], shape),
    where: readFilter(withFlat(query, shape), shape, now),
    order: readOrder(query["orderBy"], shape),
    limit: amount,
    offset: (page - 1) * amount,
  };
}

function readInteger(value: unknown, { field, otherwise, max }: { field: string; otherwise: number; max: number }): number {
  if (value === undefined || value === "") return otherwise;
  const number = Number(readText(value, field));
  if (Number.isInteger(number) && number >= 1) return Math.min(number, max);
  throw compatErrors.not_valid({ detail: `${field}: must be a whole number from 1` });
}

/** Unknown ones are ignored; `id` and `tags` always come along. */
function readFields(value: unknown, shape: ListShape): string[] {
  const asked = Array.isArray(value) ? value.map((name) => readText(name, "fields")) : readText(value ?? "", "fields").split(",");
  const named = asked.filter((name) => name !== "");
  return [...new Set(["id", "tags", ...(named.length > 0 ? named : shape.defaultFields)])];
}

function readOrder(value: unknown, shape: ListShape): RawBuilder<unknown> {
  const [name = "", direction = "asc"] = (
    readText(Array.isArray(value) ? value.join(",") : (value ?? ""), "orderBy") || shape.defaultOrder
  ).split(",");
  const field = Object.hasOwn(shape.fields, name) ? shape.fields[name] : undefined;
  if (field?.isSortable !== true || !/^(asc|desc)$/.test(direction)) throw compatErrors.not_valid({ detail: "Invalid orderBy parameter" });

  const column = field.kind === "text" ? sql`lower(${field.column})` : field.column;
  return direction === "desc" ? sql`${column} desc nulls last, ${shape.id} desc` : sql`${column} asc nulls last, ${shape.id} asc`;
}

/** Some clients send nested parameters as JSON text. */
function parsed(value: unknown): unknown {
  if (typeof value !== "string" || !/^[[{]/.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    throw compatErrors.not_valid({ detail: "filter: is not valid JSON" });
  }
}

/** Some clients name fields beside `filter`, as TagoIO's own description of its API does. */
function withFlat(query: Record<string, unknown>, shape: ListShape): unknown {
  const filter = parsed(query["filter"]);
  const names = ["tags", ...Object.keys(shape.fields)].filter((name) => query[name] !== undefined);
  if (names.length === 0) return filter;
  const flat = Object.fromEntries(names.map((name) => [name, query[name]]));
  return typeof filter === "object" && filter !== null ? { ...flat, ...filter } : flat;
}

function readFilter(value: unknown, shape: ListShape, now: Date): RawBuilder<unknown> {
  if (value === undefined || value === "") return sql`true`;
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw compatErrors.not_valid({ detail: "filter: must be an object" });

  const conditions = Object.entries(value).map(([name, wanted]) => {
    if (name === "tags") return readTags(parsed(wanted), shape.tags);
    if (name === "id") return sql`${shape.id} = any(${[wanted].flat().map((each) => readText(each, "filter.id"))}::text[])`;
    const field = Object.hasOwn(shape.fields, name) ? shape.fields[name] : undefined;
    return field === undefined ? sql`true` : readField(name, field, { wanted, now });
  });
  return sql.join([sql`true`, ...conditions], sql` and `);
}

function readField(name: string, field: ListField, { wanted, now }: { wanted: unknown; now: Date }): RawBuilder<unknown> {
  switch (field.kind) {
    case "boolean":
      return sql`${field.column} = ${wanted === true || wanted === "true"}`;
    case "date": {
      const since = readMoment(wanted, { now, direction: -1, field: `filter.${name}` });
      return since === null ? sql`${field.column} is null` : sql`${field.column} >= ${since}`;
    }
    default:
      return wanted === null || wanted === ""
        ? sql`true`
        : sql`lower(${field.column}::text) like ${wildcard(readText(wanted, `filter.${name}`))}`;
  }
}

/** Every entry must be met by some tag; a key or a value alone is enough to ask for. */
function readTags(value: unknown, tags: RawBuilder<unknown>): RawBuilder<unknown> {
  const entries: unknown[] = typeof value === "object" && value !== null ? Object.values(value) : [];
  const conditions = entries.map((entry) => {
    if (typeof entry !== "object" || entry === null)
      throw compatErrors.not_valid({ detail: "filter.tags: must be pairs of key and value" });
    const asked: { key?: unknown; value?: unknown } = entry;
    const key = readText(asked.key, "filter.tags") || "*";
    const wanted = readText(asked.value, "filter.tags") || "*";
    return sql`exists (select 1 from unnest(${tags}) as t(pair)
      where lower(split_part(t.pair, '=', 1)) like ${wildcard(key)} and lower(substr(t.pair, strpos(t.pair, '=') + 1)) like ${wildcard(wanted)})`;
  });
  return sql.join([sql`true`, ...conditions], sql` and `);
}

/** `*` stands for any run of characters; `%` and `_` are characters like any other. Case does not count. */
function wildcard(text: string): RawBuilder<string> {
  const pattern = text.replaceAll(/[\\%_]/g, String.raw`\$&`).replaceAll("*", "%");
  return sql<string>`lower(${pattern})`;
}

import { sql } from "kysely";
import type { Tx } from "../../../database/database.ts";
import type { Context } from "../../../http/context.ts";
import { LatchkeyError } from "../../../platform/errors.ts";

/** One object of a file. */
export interface ImportEntry {
  file: string;
  value: Record<string, unknown>;
}

export const importKinds = ["run", "devices", "analyses", "dashboards", "widgets", "users", "policies"] as const;
export type ImportKind = (typeof importKinds)[number];
export type TagoExport = Record<ImportKind, ImportEntry[]>;

export type ImportOutcome = "created" | "unchanged" | "skipped";

export interface ImportNote {
  file: string;
  entry: string;
  reason: string;
}

export interface ImportReport {
  counts: Record<ImportKind, Record<ImportOutcome, number>>;
  notes: ImportNote[];
}

export interface ImportState {
  /** Works inside the one transaction of the import. */
  ctx: Context;
  tx: Tx;
  /** What got another id than it had. */
  ids: Map<string, string>;
  report: ImportReport;
}

export function emptyReport(): ImportReport {
  const none = () => ({ created: 0, unchanged: 0, skipped: 0 });
  return {
    counts: {
      run: none(),
      devices: none(),
      analyses: none(),
      dashboards: none(),
      widgets: none(),
      users: none(),
      policies: none(),
    },
    notes: [],
  };
}

/** Imports entries one by one; what is refused is undone and reported, and the rest goes on. */
export async function importEach(
  state: ImportState,
  { kind, entries }: { kind: ImportKind; entries: readonly ImportEntry[] },
  work: (entry: ImportEntry) => Promise<ImportOutcome>,
): Promise<void> {
  for (const entry of entries) {
    await sql`savepoint imported_entry`.execute(state.tx);
    const outcome = await work(entry).catch(async (thrown: unknown): Promise<ImportOutcome> => {
      if (!(thrown instanceof LatchkeyError)) throw thrown;
      await sql`rollback to savepoint imported_entry`.execute(state.tx);
      note(state, entry, reasonOf(thrown));
      return "skipped";
    });
    await sql`release savepoint imported_entry`.execute(state.tx);
    state.report.counts[kind][outcome] += 1;
  }
}

export function note({ report }: ImportState, { file, value }: ImportEntry, reason: string): void {
  report.notes.push({ file, entry: nameOf(value), reason });
}

function nameOf(value: Record<string, unknown>): string {
  const found = [value["name"], value["label"], value["email"], value["id"]].find((each) => typeof each === "string" && each !== "");
  return typeof found === "string" ? found : "an entry without a name";
}

export function reasonOf({ message, details }: LatchkeyError): string {
  if (details.detail !== undefined || !details.errors) return message;
  return details.errors.map((error) => `${error.path.replace(/^body\./, "")} ${error.message}`).join("; ");
}

/** The id of an entry; those of both systems have the same form, so it stays. */
export function idOf({ value }: ImportEntry): string | null {
  const { id } = value;
  return typeof id === "string" && /^[0-9a-f]{24}$/.test(id) ? id : null;
}

/** The same value, with every id that changed in place of the old one. */
export function remap<T>(value: T, ids: ReadonlyMap<string, string>): T {
  if (ids.size === 0) return value;
  return JSON.parse(JSON.stringify(value), (_key, each: unknown) => (typeof each === "string" ? (ids.get(each) ?? each) : each)) as T;
}

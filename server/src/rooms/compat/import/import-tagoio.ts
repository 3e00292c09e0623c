import type { Context } from "../../../http/context.ts";
import { transact } from "../../../database/transact.ts";
import { editRun, keyOfRun } from "../people/run-settings.ts";
import { findExtras } from "../wire/extra-fields.store.ts";
import { emptyReport, importEach, type ImportReport, type ImportState, type TagoExport } from "./import-state.ts";
import { importPolicies } from "./import-policies.ts";
import { importThings } from "./import-things.ts";
import { importUsers } from "./import-users.ts";

export interface ImportOptions {
  /** Nothing is stored; the report is what it would be. */
  isDryRun: boolean;
  /** Whether new users get a mail with the link to choose a password. */
  isInviting: boolean;
}

/** Undoes a dry run. */
class DryRunEnded extends Error {}

/**
 * Creates what the files hold and is not there yet, in one transaction; ids stay, so that what names them keeps doing so. It changes
 * nothing that is there: a second run with the same files does nothing.
 */
export async function importTagoio(ctx: Context, { sent, options }: { sent: TagoExport; options: ImportOptions }): Promise<ImportReport> {
  let report = emptyReport();
  const work = transact(ctx.db, async (tx) => {
    // A transaction that the database asked to be tried again counts anew.
    report = emptyReport();
    const state: ImportState = { ctx: { ...ctx, db: tx }, tx, ids: new Map(), report };
    // The portal first: rules are checked against the tags that people may set when they sign up.
    await importRun(state, sent);
    await importThings(state, sent);
    await importUsers(state, sent, options);
    await importPolicies(state, sent);
    if (options.isDryRun) throw new DryRunEnded();
  });
  await work.catch((thrown: unknown) => {
    if (!(thrown instanceof DryRunEnded)) throw thrown;
  });
  return report;
}

/** What the profile is called is chosen here, and the address of its portal too; tokens of another server open nothing. */
const leftOut = new Set(["id", "profile", "name", "url", "email_domain", "anonymous_token", "sso_saml_active", "active"]);

/** Once: afterwards the portal's settings are those of this server. */
async function importRun(state: ImportState, { run }: TagoExport): Promise<void> {
  await importEach(state, { kind: "run", entries: run }, async ({ value }) => {
    const stored = await findExtras(state.tx, keyOfRun(state.ctx));
    if (stored["imported"] === true) return "unchanged";
    const body = Object.fromEntries(Object.entries(value).filter(([key]) => !leftOut.has(key)));
    await editRun(state.ctx, { ...body, imported: true });
    return "created";
  });
}

import type { UserFilter } from "@latchkey/contract";
import type { Context } from "../../http/context.ts";
import { httpErrors } from "../../http/http.errors.ts";
import type { CsvDownload } from "../../http/routes.ts";
import { byteOrderMark, csvLine } from "../../platform/csv.ts";
import { membersOf, type PolicySets } from "../access/index.ts";
import { recordAuditEntry } from "../audit/index.ts";
import { listTagKeysOfUsers, readUsersInBatches } from "../users/index.ts";
import { userCells, userHeader } from "./user-csv.ts";

export interface UserExport extends UserFilter {
  /** `safe` neutralises spreadsheet formulas; `raw` is for machines. */
  format: "safe" | "raw";
}

/**
 * Streams exactly the users that the list shows for the same filter, every tag key as a column of its own. Refused to whoever
 * may see none at all: an export is audited, and there would be nothing to tell.
 */
export async function exportUsers(ctx: Context, policySets: PolicySets, { format, ...filter }: UserExport): Promise<CsvDownload> {
  const allowed = ctx.access.filter("run_user", "access");
  if (allowed.kind === "none") throw httpErrors.not_allowed();
  const members = await membersOf(ctx, policySets, filter);
  const reach = { filter: allowed, now: ctx.platform.clock.now(), members };
  const tagKeys = await listTagKeysOfUsers(ctx.db, ctx.profileId, filter, reach);
  await recordAuditEntry(ctx.db, ctx, { action: "users.exported", after: { ...filter, format } });

  async function* lines(): AsyncIterable<string> {
    if (format === "safe") yield byteOrderMark;
    yield csvLine(userHeader(tagKeys), format);
    for await (const batch of readUsersInBatches(ctx.db, ctx.profileId, filter, reach)) {
      yield batch.map((user) => csvLine(userCells(user, tagKeys), format)).join("");
    }
  }
  return { fileName: `users-${reach.now.toISOString().slice(0, 10)}.csv`, lines: lines() };
}

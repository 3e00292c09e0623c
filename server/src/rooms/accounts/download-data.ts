import { transact } from "../../database/transact.ts";
import { accountOf } from "../../http/account.ts";
import type { Context } from "../../http/context.ts";
import { recordAuditEntry } from "../audit/index.ts";
import { getSecuritySettings } from "../security/index.ts";
import { accountErrors } from "./accounts.errors.ts";
import { collectData } from "./collect-data.ts";
import { toReadable } from "./readable-data.ts";

export interface DataFile {
  fileName: string;
  mediaType: string;
  content: string;
}

/** Everything that is kept about the caller; never a secret. */
export async function downloadOwnData(ctx: Context, format: "json" | "html"): Promise<DataFile> {
  const { profileId, userId, name } = accountOf(ctx);
  const { accounts } = await getSecuritySettings(ctx.db, profileId);
  if (!accounts.mayDownloadData) throw accountErrors.download_not_offered();

  const data = await collectData(ctx, { profileId, userId });
  await transact(ctx.db, (tx) =>
    recordAuditEntry(tx, ctx, { action: "user.data_downloaded", object: { type: "user", id: userId, name }, profileId, after: { format } }),
  );
  const fileName = `my-data-${ctx.platform.clock.now().toISOString().slice(0, 10)}.${format}`;
  return format === "json"
    ? { fileName, mediaType: "application/json", content: `${JSON.stringify(data, null, 2)}\n` }
    : { fileName, mediaType: "text/html", content: toReadable(data, name) };
}

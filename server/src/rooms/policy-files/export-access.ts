import type { AccessFile } from "@latchkey/contract";
import type { Context } from "../../http/context.ts";
import { recordAuditEntry } from "../audit/index.ts";
import { readAccess, toAccessFile } from "./read-access.ts";

/** Groups, roles and policies as one document; applied to an empty server it makes the same rules there. */
export async function exportAccess(ctx: Context): Promise<AccessFile> {
  const file = await toAccessFile(ctx, await readAccess(ctx));
  await recordAuditEntry(ctx.db, ctx, {
    action: "access.exported",
    after: { groups: file.groups.length, roles: file.roles.length, policies: file.policies.length },
  });
  return file;
}

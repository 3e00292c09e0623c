import { fileMembersMax, type AccessFile } from "@latchkey/contract";
import type { Context } from "../../http/context.ts";
import { recordAuditEntry } from "../audit/index.ts";
import { policyFileErrors } from "./policy-files.errors.ts";
import { readAccess, toAccessFile, type StoredAccess } from "./read-access.ts";

/** Tag keys, groups, roles, policies and assignments as one document; applied to an empty server it makes the same rules there. */
export async function exportAccess(ctx: Context, options: { withPeople: boolean }): Promise<AccessFile> {
  const stored = await readAccess(ctx, options);
  refuseTooMany(stored);
  const { file } = await toAccessFile(ctx, stored);
  const { withPeople, tagKeys, groups, roles, policies, assignments } = file;
  await recordAuditEntry(ctx.db, ctx, {
    action: "access.exported",
    after: {
      withPeople,
      tagKeys: tagKeys.length,
      groups: groups.length,
      roles: roles.length,
      policies: policies.length,
      assignments: assignments.length,
    },
  });
  return file;
}

function refuseTooMany({ groups, members }: StoredAccess): void {
  const large = groups.filter(({ id }) => (members.get(id)?.count ?? 0) > fileMembersMax).map(({ name }) => name);
  if (large.length > 0) throw policyFileErrors.too_many_members({ detail: `More than ${fileMembersMax} are in ${large.join(", ")}.` });
}

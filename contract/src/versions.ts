/** Every save of a policy, a role or a group is a version: who, when, why, and the whole body as it then was. */
import { z } from "zod";
import { id, text, timestamp } from "./primitives.ts";

/** What the author of a change says about it; kept in the version and in the audit entry. */
export const changeReason = text(500);

/** What a change sends besides itself: asked for only where it takes access from somebody, or reaches far. */
export const consent = {
  reason: changeReason.optional().describe("Why; asked for where the change takes access from anybody"),
  confirmName: text(200).optional().describe("Name of what is changed, typed again: asked for where `any` or an administrator is touched"),
};

/** Minutes until a save goes back to the version before by itself unless somebody confirms it. */
export const revertAfterMinutes = z
  .number()
  .int()
  .min(1)
  .max(1440)
  .optional()
  .describe("Goes back to the version before by itself unless confirmed");

export const pendingRevert = z
  .strictObject({ at: timestamp, by: z.string(), version: z.number().int().nullable().describe("Null: it is deleted then") })
  .nullable()
  .describe("It goes back to a version before by itself unless confirmed");
export type PendingRevert = z.infer<typeof pendingRevert>;

export const versionChange = z.enum(["created", "updated", "restored", "deleted"]);
export type VersionChange = z.infer<typeof versionChange>;

export const objectVersion = z.strictObject({
  version: z.number().int().min(1),
  change: versionChange,
  name: z.string().describe("Of the object, as it then was"),
  author: z.string().describe("Name of whoever saved it, as it then was"),
  reason: z.string().nullable(),
  restoredFrom: z.number().int().nullable().describe("The version whose body was taken, where this one restored another"),
  overrides: z.array(z.string()).describe("Checks that the author overrode"),
  at: timestamp,
});
export type ObjectVersion = z.infer<typeof objectVersion>;

export const differenceLine = z.strictObject({
  change: z.enum(["added", "removed", "changed"]),
  part: z.string().describe("Field of the body that the line is about, e.g. targets"),
  path: z.string().describe("Where in the later body; where in the earlier one for what was removed"),
  before: z.json().describe("Null when added"),
  after: z.json().describe("Null when removed"),
  text: z.string().describe("The line as an English sentence"),
});
export type DifferenceLine = z.infer<typeof differenceLine>;

/** `changes` names each leaf that differs; `lines` has one entry for each rule or field a person would speak of. */
export const versionDifference = z.strictObject({
  from: z.number().int(),
  to: z.number().int(),
  changes: z.array(z.strictObject({ path: z.string(), before: z.json(), after: z.json() })),
  lines: z.array(differenceLine),
});
export type VersionDifference = z.infer<typeof versionDifference>;

/** An object that is gone; its versions stay and one of them can be restored. */
export const deletedObject = z.strictObject({
  id,
  name: z.string(),
  version: z.number().int().describe("The version that deleted it; send it as If-Match to restore"),
  deletedBy: z.string(),
  deletedAt: timestamp,
  reason: z.string().nullable(),
});
export type DeletedObject = z.infer<typeof deletedObject>;

export const versionNumber = z.coerce.number().int().min(1).max(1_000_000_000);

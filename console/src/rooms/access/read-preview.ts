import type { PolicyPreview, PolicyWarning } from "@latchkey/contract";
import { missingField, toPermission, toTarget } from "./policy-form.ts";
import type { PermissionRow, PolicyForm, TargetRow } from "./policy-form.ts";

/** The rows that are complete enough to be asked about. */
export interface PreviewRequest {
  targets: ReturnType<typeof toTarget>[];
  permissions: ReturnType<typeof toPermission>[];
}

export function toPreviewRequest(form: Pick<PolicyForm, "targets" | "permissions">): PreviewRequest {
  return {
    targets: form.targets.filter(isTargetComplete).map(toTarget),
    permissions: form.permissions.filter(isPermissionComplete).map(toPermission),
  };
}

function isTargetComplete(row: TargetRow): boolean {
  return missingField(row) === undefined;
}

function isPermissionComplete(row: PermissionRow): boolean {
  return row.actions.length > 0 && missingField(row.resource) === undefined;
}

/** An answer with the question it belongs to: while somebody types, it may be about earlier rows. */
export interface Preview {
  request: PreviewRequest;
  answer: PolicyPreview;
}

type Match = PolicyPreview["targets"][number];

/** `incomplete`: not asked yet; `counting`: asked, and no answer about exactly this row so far. */
export type RowPreview =
  | { state: "incomplete" }
  | { state: "counting" }
  | { state: "counted"; match: Match; warnings: PolicyWarning[]; errors: { field: string; message: string }[] };

/** What is known about a row now. A row is found by its content, so figures never belong to another row. */
export function readTargetPreview(row: TargetRow, preview: Preview | undefined): RowPreview {
  if (!isTargetComplete(row)) return { state: "incomplete" };
  const index = indexOf(preview?.request.targets, toTarget(row));

  return readRow(preview, "targets", index);
}

export function readPermissionPreview(row: PermissionRow, preview: Preview | undefined): RowPreview {
  if (!isPermissionComplete(row)) return { state: "incomplete" };
  const index = indexOf(preview?.request.permissions, toPermission(row));

  return readRow(preview, "permissions", index);
}

function indexOf(list: readonly unknown[] | undefined, wanted: unknown): number {
  const text = JSON.stringify(wanted);

  return list?.findIndex((each) => JSON.stringify(each) === text) ?? -1;
}

function readRow(preview: Preview | undefined, part: "targets" | "permissions", index: number): RowPreview {
  const match = preview?.answer[part][index];
  if (preview === undefined || match === undefined) return { state: "counting" };

  const path = `${part}.${index}`;
  const isHere = (each: { path: string }) => each.path === path || each.path.startsWith(`${path}.`);

  return {
    state: "counted",
    match,
    warnings: preview.answer.warnings.filter(isHere),
    errors: preview.answer.errors.filter(isHere).map((each) => ({ field: each.path.slice(path.length + 1), message: each.message })),
  };
}

/** The reason at a field of a row, be it from the last save or from the preview; at the row itself for an empty field. */
export function errorAt(saved: Readonly<Record<string, string>>, path: string, field: string, row: RowPreview): string | undefined {
  const whole = field === "" ? path : `${path}.${field}`;
  const isHere = (at: string) => at === whole || (field !== "" && at.startsWith(`${whole}.`));
  const fromSave = Object.entries(saved).find(([at]) => isHere(at))?.[1];
  if (fromSave !== undefined || row.state !== "counted") return fromSave;

  return row.errors.find((error) => isHere(error.field === "" ? path : `${path}.${error.field}`))?.message;
}

/** Totals, or undefined while the answer is about earlier rows: never a figure that is not true. */
export function readTotals(form: PolicyForm, preview: Preview | undefined): { subjects: number; resources: number } | undefined {
  if (preview === undefined || JSON.stringify(toPreviewRequest(form)) !== JSON.stringify(preview.request)) return undefined;

  return { subjects: preview.answer.subjectCount, resources: preview.answer.resourceCount };
}

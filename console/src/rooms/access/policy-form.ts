import type {
  Conditions,
  Effect,
  MatchForm,
  Permission,
  PolicyBody,
  PolicyStatus,
  ResourceSelector,
  SubjectType,
  Tag,
  Target,
} from "@latchkey/contract";

/** A row keeps what was typed for every match form, so that switching forms back and forth loses nothing. */
export interface MatchFields<Form extends Target["match"] = Target["match"]> {
  match: Form;
  id: string;
  key: string;
  value: string;
}

export interface TargetRow extends MatchFields {
  rowId: string;
  subject: SubjectType;
}

export interface PermissionRow {
  rowId: string;
  effect: Effect;
  actions: string[];
  resource: MatchFields<MatchForm> & { type: string };
}

/** The policy editor's state. Its paths (`targets.0.key`, `permissions.1.resource.value`) are those of the API's errors. */
export interface PolicyForm {
  name: string;
  description: string;
  status: PolicyStatus;
  targets: TargetRow[];
  permissions: PermissionRow[];
  conditions: Conditions;
  tags: Tag[];
}

const emptyFields = { id: "", key: "", value: "" };

/** The form of a stored or templated policy. */
export function toPolicyForm(body: PolicyBody): PolicyForm {
  return {
    name: body.name,
    description: body.description,
    status: body.status,
    tags: body.tags,
    conditions: body.conditions,
    targets: body.targets.map((target, index) => ({ ...emptyFields, ...target, rowId: `stored-${index}` })),
    permissions: toPermissionRows(body.permissions),
  };
}

export function toPermissionRows(permissions: readonly Permission[]): PermissionRow[] {
  return permissions.map(({ effect, actions, resource }, index) => ({
    rowId: `stored-${index}`,
    effect,
    actions,
    resource: { ...emptyFields, ...resource },
  }));
}

/** What is sent: only what the chosen match form needs. Rows may still be incomplete; see `findGaps`. */
export function toPolicyBody(form: PolicyForm): PolicyBody {
  return {
    name: form.name.trim(),
    description: form.description.trim(),
    status: form.status,
    targets: form.targets.map(toTarget),
    permissions: form.permissions.map(toPermission),
    conditions: toConditions(form.conditions),
    // An empty row is how people leave an editor of tags.
    tags: form.tags
      .map(({ key, value }) => ({ key: key.trim(), value: value.trim() }))
      .filter(({ key, value }) => key !== "" || value !== ""),
  };
}

/** Always in the same order, so that equal conditions are equal as text too. */
function toConditions({ from, until, hours, addresses, trustedDevice, secondFactor }: Conditions): Conditions {
  return {
    ...(from === undefined ? {} : { from }),
    ...(until === undefined ? {} : { until }),
    ...(hours === undefined ? {} : { hours }),
    ...(addresses === undefined ? {} : { addresses: addresses.filter((each) => each !== "") }),
    ...(trustedDevice === undefined ? {} : { trustedDevice }),
    ...(secondFactor === undefined ? {} : { secondFactor }),
  };
}

export function toTarget(row: TargetRow): Target {
  const { subject } = row;
  if (row.match === "any") return { subject, match: "any" };
  if (row.match === "id") return { subject, match: "id", id: row.id };
  if (row.match === "role" || row.match === "group") return { subject, match: row.match, id: row.id };
  if (row.match === "tag") return { subject, match: "tag", key: row.key.trim(), value: row.value.trim() };

  return { subject, match: "tag_match", key: row.key.trim() };
}

export function toPermission(row: PermissionRow): Permission {
  return { effect: row.effect, actions: row.actions, resource: toResource(row.resource) };
}

function toResource(fields: PermissionRow["resource"]): ResourceSelector {
  const { type } = fields;
  if (fields.match === "any") return { type, match: "any" };
  if (fields.match === "id") return { type, match: "id", id: fields.id };
  if (fields.match === "tag") return { type, match: "tag", key: fields.key.trim(), value: fields.value.trim() };

  return { type, match: "tag_match", key: fields.key.trim() };
}

export function newTargetRow(rowId: string, subject: SubjectType = "run_user"): TargetRow {
  return { rowId, subject, match: "tag", ...emptyFields };
}

export function newPermissionRow(rowId: string, type = "dashboard"): PermissionRow {
  return { rowId, effect: "allow", actions: ["access"], resource: { type, match: "tag", ...emptyFields } };
}

/** Which field of a row is still empty although its match form needs it; undefined when the row is complete. */
export function missingField(fields: MatchFields): "id" | "key" | "value" | undefined {
  if (hasId(fields.match) && fields.id === "") return "id";
  if ((fields.match === "tag" || fields.match === "tag_match") && fields.key.trim() === "") return "key";
  if (fields.match === "tag" && fields.value.trim() === "") return "value";

  return undefined;
}

/** Forms that name one thing: by its own id, or a role or group by theirs. */
export function hasId(match: Target["match"]): boolean {
  return match === "id" || match === "role" || match === "group";
}

export type Gap = "name" | "id" | "key" | "value" | "actions" | "targets" | "permissions";

/** What is still to be filled in before saving, by path. */
export function findGaps(form: PolicyForm): Record<string, Gap> {
  const gaps: Record<string, Gap> = {};
  if (form.name.trim() === "") gaps["name"] = "name";
  if (form.targets.length === 0) gaps["targets"] = "targets";
  if (form.permissions.length === 0) gaps["permissions"] = "permissions";

  for (const [index, row] of form.targets.entries()) {
    const missing = missingField(row);
    if (missing) gaps[`targets.${index}.${missing}`] = missing;
  }

  for (const [index, row] of form.permissions.entries()) {
    const missing = missingField(row.resource);
    if (row.actions.length === 0) gaps[`permissions.${index}.actions`] = "actions";
    if (missing) gaps[`permissions.${index}.resource.${missing}`] = missing;
  }

  return gaps;
}

import { apiRoutes, id, oneOrMany, resourceId, resourceTypeName, subjectType, tagFilter } from "@latchkey/contract";
import { keepValid, oneOf } from "../../shell/search-params.ts";
import type { Field } from "../../shell/search-params.ts";
import { circumstanceParts } from "../access/explain-search.ts";

/** A stored policy that is taken to be active, or switched off, without being saved so. */
const draftParts = { policyId: id, as: oneOf(["active", "off"]) };
export type DraftSearch = { policyId?: string | undefined; as?: "active" | "off" | undefined };

/** A whole tag: the list filter's form with a value. */
const pairs = oneOrMany(tagFilter);

/** Somebody, existing or not, with something added; everything stands in the address. */
export const simulateSearch = keepValid({
  subjectType,
  subjectId: id,
  tag: pairs,
  group: oneOrMany(id),
  role: oneOrMany(id),
  action: apiRoutes.access.explain.body.shape.action,
  resourceType: resourceTypeName,
  resourceId,
  resourceTag: pairs,
  ...circumstanceParts,
  ...draftParts,
});
type SimulateParts = Required<ReturnType<typeof simulateSearch>>;
export type SimulateSearch = { [Part in keyof SimulateParts]?: SimulateParts[Part] | undefined };

const matrixTypes = ["dashboard", "device", "analysis"] as const;
export type MatrixType = (typeof matrixTypes)[number];

/** Users or analyses against resources. */
export const matrixSearch = keepValid({
  subjectType: oneOf(["run_user", "analysis"]),
  subjectTag: tagFilter,
  resourceType: oneOf(matrixTypes),
  resourceTag: tagFilter,
  action: apiRoutes.access.explain.body.shape.action,
  ...circumstanceParts,
  ...draftParts,
  isNow: oneOf(["no"]),
});
type MatrixParts = Required<ReturnType<typeof matrixSearch>>;
export type MatrixSearch = { [Part in keyof MatrixParts]?: MatrixParts[Part] | undefined };

const daysMax = 30;

const days: Field<number> = {
  safeParse: (value) => {
    const count = Number(value);

    return Number.isInteger(count) && count >= 1 && count <= daysMax ? { success: true, data: count } : { success: false };
  },
};

export const replaySearch = keepValid({ ...draftParts, days, cursor: apiRoutes.roles.listRoles.query.shape.cursor });
type ReplayParts = Required<ReturnType<typeof replaySearch>>;
export type ReplaySearch = { [Part in keyof ReplayParts]?: ReplayParts[Part] | undefined };

/**
 * OpenID AuthZEN Authorization API 1.0: any other application asks Latchkey for its decisions.
 * Words on this wire are those of the standard: subject, resource, action, context. Unlike elsewhere in this API, fields
 * that are not known are ignored, because the standard says so.
 */
import { z } from "zod";
import { id } from "./primitives.ts";
import { defineRoutes, type RouteSpec } from "./route.ts";

// Longer than any name or id that can be stored; what is longer is a mistake of the caller.
const name = z.string().min(1).max(500);

const properties = z
  .record(z.string(), z.unknown())
  .describe("Text, numbers, booleans and lists of them count as tags for this question; all else is ignored");

const entity = z.looseObject({ type: name, id: name, properties: properties.optional() });
const searchedEntity = z.looseObject({ type: name, id: z.unknown().optional().describe("Ignored"), properties: properties.optional() });
const action = z.looseObject({ name, properties: properties.optional() });

const moment = z
  .string()
  .max(100)
  .refine((value) => isMoment(value), "must be a moment with its offset from UTC, such as 2026-05-01T08:30:00Z");

const context = z
  .looseObject({
    time: moment.optional().describe("When the decision is for; now when left out"),
    ip: z.union([z.ipv4(), z.ipv6()]).optional().describe("Address of the subject; `ip_address` and `address` are taken too"),
    ip_address: z.union([z.ipv4(), z.ipv6()]).optional(),
    address: z.union([z.ipv4(), z.ipv6()]).optional(),
    mfa: z.boolean().optional().describe("The subject used a second factor; `second_factor` is taken too"),
    second_factor: z.boolean().optional(),
    trusted_device: z.boolean().optional().describe("The subject uses a device that it trusts"),
  })
  .describe("Circumstances that conditions of policies and roles ask about; whatever is not given counts as not known");

const options = z.looseObject({
  reason: z.boolean().optional().describe("True: the answer's `context` tells which rules decided"),
  evaluations_semantic: z.enum(["execute_all", "deny_on_first_deny", "permit_on_first_permit"]).optional(),
});

export const evaluationRequest = z.looseObject({
  subject: entity,
  action,
  resource: entity,
  context: context.optional(),
  options: options.optional(),
});
export type EvaluationRequest = z.infer<typeof evaluationRequest>;

export const evaluationsMax = 1000;

/** Each item is checked by itself once the defaults are filled in: one that is faulty must not spoil the others. */
export const evaluationsRequest = z
  .looseObject({
    subject: entity.partial().optional(),
    action: action.partial().optional(),
    resource: entity.partial().optional(),
    context: context.optional(),
    options: options.optional(),
    evaluations: z.array(z.unknown()).max(evaluationsMax).optional(),
  })
  .superRefine((body, checked) => {
    if (body.evaluations !== undefined && body.evaluations.length > 0) return;
    // Without items it is a single evaluation, and then nothing may be missing.
    for (const issue of evaluationRequest.safeParse(body).error?.issues ?? []) {
      checked.addIssue({ code: "custom", path: issue.path, message: issue.message });
    }
  });
export type EvaluationsRequest = z.infer<typeof evaluationsRequest>;

const pageRequest = z.looseObject({
  token: z.string().max(2000).optional().describe("`next_token` of the page before; everything else must stay as it was"),
  next_token: z.string().max(2000).optional().describe("The same, under the name that drafts of the standard had for it"),
  limit: z.number().int().min(1).max(1000).optional().describe("Results per page; 100 when left out"),
});

const search = { context: context.optional(), page: pageRequest.optional() };

export const subjectSearchRequest = z.looseObject({ ...search, subject: searchedEntity, action, resource: entity });
export const resourceSearchRequest = z.looseObject({ ...search, subject: entity, action, resource: searchedEntity });
export const actionSearchRequest = z.looseObject({ ...search, subject: entity, resource: entity });
export type SubjectSearchRequest = z.infer<typeof subjectSearchRequest>;
export type ResourceSearchRequest = z.infer<typeof resourceSearchRequest>;
export type ActionSearchRequest = z.infer<typeof actionSearchRequest>;

const reasonRule = z.strictObject({ id: z.string(), name: z.string(), effect: z.enum(["allow", "deny"]) });

export const evaluationAnswer = z.strictObject({
  decision: z.boolean(),
  context: z
    .strictObject({
      reason: z.string().optional().describe("`allowed_by_policy`, `denied_by_policy`, `no_policy_allows`, or why nobody was asked"),
      rules: z.array(reasonRule).optional().describe("The policies and roles that decided"),
      error: z.strictObject({ status: z.number().int(), message: z.string() }).optional(),
    })
    .optional(),
});
export type EvaluationAnswer = z.infer<typeof evaluationAnswer>;

const evaluationsAnswer = z.union([z.strictObject({ evaluations: z.array(evaluationAnswer) }), evaluationAnswer]);
export type EvaluationsAnswer = z.infer<typeof evaluationsAnswer>;

function searchAnswer<T extends z.ZodType>(result: T) {
  return z.strictObject({
    results: z.array(result),
    page: z.strictObject({
      next_token: z.string().describe("Empty on the last page"),
      count: z.number().int().describe("Results in this answer"),
    }),
  });
}

const foundEntity = z.strictObject({ type: z.string(), id: z.string() });
export const foundEntities = searchAnswer(foundEntity);
export type FoundEntities = z.infer<typeof foundEntities>;
export const foundActions = searchAnswer(z.strictObject({ name: z.string() }));
export type FoundActions = z.infer<typeof foundActions>;

export const pdpConfiguration = z.strictObject({
  policy_decision_point: z.string(),
  access_evaluation_endpoint: z.string(),
  access_evaluations_endpoint: z.string(),
  search_subject_endpoint: z.string(),
  search_resource_endpoint: z.string(),
  search_action_endpoint: z.string(),
});
export type PdpConfiguration = z.infer<typeof pdpConfiguration>;

const profileParams = z.strictObject({ profileId: id });
// Asking changes nothing, so a token that may read is enough, although the standard asks with POST.
const ask = { who: "profile", resource: "access_management", action: "access", writes: false } as const;
const base = "/authzen/:profileId";

const configuration = {
  method: "GET",
  // It tells nothing but addresses, the same for every id, whether there is such a profile or not.
  guard: { who: "public" },
  params: profileParams,
  answer: { status: 200, body: pdpConfiguration },
} as const satisfies Partial<RouteSpec>;

export const authzenRoutes = defineRoutes({
  getConfiguration: {
    ...configuration,
    path: "/.well-known/authzen-configuration/authzen/:profileId",
    summary: "Where the decision point of a profile answers, at the address that the standard derives",
  },
  getConfigurationBelow: {
    ...configuration,
    path: `${base}/.well-known/authzen-configuration`,
    summary: "Where the decision point of a profile answers, below its base address",
  },
  evaluate: {
    method: "POST",
    path: `${base}/access/v1/evaluation`,
    summary: "Decide whether a subject may do an action on a resource",
    guard: ask,
    params: profileParams,
    body: evaluationRequest,
    answer: { status: 200, body: evaluationAnswer },
  },
  evaluateMany: {
    method: "POST",
    path: `${base}/access/v1/evaluations`,
    summary: "Decide up to 1,000 questions, with defaults for what they share",
    guard: ask,
    params: profileParams,
    body: evaluationsRequest,
    bodyBytesMax: 1_000_000,
    answer: { status: 200, body: evaluationsAnswer },
  },
  searchSubjects: {
    method: "POST",
    path: `${base}/access/v1/search/subject`,
    summary: "Who may do this action on this resource",
    guard: ask,
    params: profileParams,
    body: subjectSearchRequest,
    answer: { status: 200, body: foundEntities },
  },
  searchResources: {
    method: "POST",
    path: `${base}/access/v1/search/resource`,
    summary: "On which resources of a type may this subject do this action",
    guard: ask,
    params: profileParams,
    body: resourceSearchRequest,
    answer: { status: 200, body: foundEntities },
  },
  searchActions: {
    method: "POST",
    path: `${base}/access/v1/search/action`,
    summary: "What may this subject do with this resource",
    guard: ask,
    params: profileParams,
    body: actionSearchRequest,
    answer: { status: 200, body: foundActions },
  },
});

// RFC 3339 with seconds left out is taken too: the standard's own examples write 2024-05-31T15:22-07:00.
const momentPattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;

function isMoment(value: string): boolean {
  return momentPattern.test(value) && !Number.isNaN(Date.parse(value));
}

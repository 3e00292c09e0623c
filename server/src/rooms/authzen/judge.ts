import { catalogue as ownTypes, findCatalogueAction, type EvaluationAnswer, type Tag } from "@latchkey/contract";
import { decide, decideWithTrail, type Circumstances, type PolicySet, type Question, type Resource, type Subject } from "@latchkey/engine";
import { fromStoredTags } from "../../database/tags.ts";
import type { DecisionSink } from "../../http/access.ts";
import type { Context } from "../../http/context.ts";
import { groupBy } from "../../platform/group-by.ts";
import { overlayTags } from "./overlay.rules.ts";
import {
  FaultyQuestionError,
  toActions,
  toCircumstances,
  toResourceType,
  toSubjectType,
  toTags,
  type Properties,
} from "./question.rules.ts";
import { findThings, type TaggedThing } from "./resources.store.ts";
import { findAnalysesByIds, findUsersByNames, subjectAt, type FoundSubject } from "./subjects.store.ts";

/** A question in the words of the standard, complete. */
export interface AskedQuestion {
  subject: { type: string; id: string; properties?: Properties };
  resource: { type: string; id: string; properties?: Properties };
  action: { name: string; properties?: Properties };
  context?: Parameters<typeof toCircumstances>[0]["context"];
}

/** The same in ours, or why there is nobody and nothing to decide about. */
export type Prepared =
  | { kind: "unknown"; reason: "subject_not_found" | "resource_not_found" }
  | { kind: "known"; subject: Subject; resource: Resource; actions: string[]; circumstances: Circumstances; isOverlaid: boolean };

/** Whatever questions name, read at once: a batch of a thousand costs as many queries as one. */
export interface Names {
  subjects: Map<string, FoundSubject>;
  things: Map<string, TaggedThing>;
}

type SubjectOf = Pick<AskedQuestion, "subject" | "context">;

export async function readNames(ctx: Context, set: PolicySet, asked: readonly AskedQuestion[]): Promise<Names> {
  const resources = asked.map((each) => each.resource);
  return { subjects: await readSubjects(ctx, asked), things: await readThings(ctx, set, resources) };
}

const nameOf = (type: string, id: string) => `${type} ${id}`;

export async function readSubjects(ctx: Context, asked: readonly SubjectOf[]): Promise<Map<string, FoundSubject>> {
  const found = new Map<string, FoundSubject>();
  for (const [type, group] of groupBy(asked, ({ subject }) => toSubjectType(subject.type))) {
    const names = storable(group.map(({ subject }) => subject.id));
    const earliest = Math.min(...group.map((each) => toCircumstances(each, ctx.platform.clock.now()).now));
    const rows =
      type === "run_user"
        ? await findUsersByNames(ctx.db, ctx.profileId, { names, since: new Date(earliest) })
        : await findAnalysesByIds(ctx.db, ctx.profileId, type === "analysis" ? names : []);
    for (const [name, subject] of rows) found.set(nameOf(subject.type, name), subject);
  }
  return found;
}

export async function readThings(
  ctx: Context,
  set: PolicySet,
  asked: readonly AskedQuestion["resource"][],
): Promise<Map<string, TaggedThing>> {
  const found = new Map<string, TaggedThing>();
  for (const [type, group] of groupBy(asked, (each) => toResourceType(set.catalogue, each.type))) {
    if (!Object.hasOwn(set.catalogue, type)) continue;
    const rows = await findThings(ctx.db, ctx.profileId, { type, ids: storable(group.map((each) => each.id)) });
    for (const [id, thing] of rows) found.set(nameOf(type, id), thing);
  }
  return found;
}

/** PostgreSQL refuses NUL even in a question: one faulty name must not spoil the others. */
function storable(names: readonly string[]): string[] {
  return [...new Set(names)].filter((name) => !name.includes("\0"));
}

function requireStorable(name: string, path: string): void {
  if (name.includes("\0")) throw new FaultyQuestionError(path, "must not contain the character NUL");
}

export function prepare(set: PolicySet, names: Names, asked: AskedQuestion & { now: Date }): Prepared {
  const circumstances = toCircumstances(asked, asked.now);
  const subject = prepareSubject(names, asked.subject, circumstances);
  const resource = prepareResource(set, names, asked);
  if (!subject) return { kind: "unknown", reason: "subject_not_found" };
  if (!resource) return { kind: "unknown", reason: "resource_not_found" };

  const isSent = ({ properties = {} }: { properties?: Properties }) => Object.keys(properties).length > 0;
  const isOverlaid = isSent(asked.subject) || isSent(asked.resource);
  return { kind: "known", subject, resource, actions: toActions(set.catalogue, resource.type, asked.action), circumstances, isOverlaid };
}

export function prepareSubject(
  { subjects }: Pick<Names, "subjects">,
  asked: AskedQuestion["subject"],
  { now }: Circumstances,
): Subject | null {
  requireStorable(asked.id, "subject.id");
  const sent = toTags(asked.properties, "subject.properties");
  const stored = subjects.get(nameOf(toSubjectType(asked.type) ?? "", asked.id));
  return stored ? { ...subjectAt(stored, now), tags: overlayTags(stored.tags, sent) } : null;
}

/**
 * The resource as rules see it. One that another application has not stored here is judged by what it says of it, and so is
 * one of ours for an action that has no thing yet, such as `create`.
 */
export function prepareResource(
  set: PolicySet,
  { things }: Pick<Names, "things">,
  asked: Pick<AskedQuestion, "resource" | "action">,
): Resource | null {
  const type = toResourceType(set.catalogue, asked.resource.type);
  const sent = toTags(asked.resource.properties, "resource.properties");
  const { id } = asked.resource;
  requireStorable(id, "resource.id");
  if (!Object.hasOwn(set.catalogue, type)) return null;

  const stored = things.get(nameOf(type, id));
  if (stored) return { type, id, tags: overlayTags(fromStoredTags(stored.tags), sent) };
  return Object.hasOwn(ownTypes, type) ? resourceToBe(set, { type, action: asked.action.name, tags: sent }) : { type, id, tags: sent };
}

function resourceToBe(set: PolicySet, { type, action, tags }: { type: string; action: string; tags: readonly Tag[] }): Resource | null {
  const forms = findCatalogueAction(set.catalogue, type, action)?.matchForms ?? [];
  return forms.includes("tag") && !forms.includes("id") ? { type, id: null, tags } : null;
}

/** Allowed when every action that is meant is: `delete` that is both soft and forced must be allowed as both. */
export function judge(set: PolicySet, prepared: Prepared, isReasonWanted: boolean): EvaluationAnswer {
  if (prepared.kind === "unknown") {
    return { decision: false, ...(isReasonWanted ? { context: { reason: prepared.reason, rules: [] } } : {}) };
  }
  const questions = questionsOf(prepared);
  if (!isReasonWanted) return { decision: questions.every((question) => decide(set, question) === "allow") };

  const trails = questions.map((question) => decideWithTrail(set, question));
  const deciding = trails.find((trail) => trail.decision === "deny") ?? trails.at(-1);
  if (!deciding) return { decision: false };
  return {
    decision: deciding.decision === "allow",
    context: {
      reason: deciding.reason,
      rules: deciding.rules
        .filter((rule) => rule.isMatched && rule.effect === deciding.decision)
        .map((rule) => ({ id: rule.policyId, name: rule.policyName, effect: rule.effect })),
    },
  };
}

function questionsOf({ subject, resource, actions, circumstances }: Extract<Prepared, { kind: "known" }>): Question[] {
  return actions.map((action) => ({ subject, resource, action, circumstances }));
}

// A question about another moment is a thought and not a decision; clocks of applications may differ by this much.
const nowWithinMs = 300_000;
const sentTextMax = 2000;

/** Notes a decision for the decision log, so that rules which other applications live by do not look unused. */
export function record(point: { set: PolicySet; sink: DecisionSink }, ctx: Context, prepared: Prepared): void {
  if (prepared.kind === "unknown") return;
  const { subject, resource, circumstances, isOverlaid } = prepared;
  if (Math.abs(circumstances.now - ctx.platform.clock.now().getTime()) > nowWithinMs) return;
  // The log keeps decisions in memory for some seconds: nobody may fill it with what they send.
  if (isOverlaid && JSON.stringify([subject.tags, resource.tags]).length > sentTextMax) return;

  for (const question of questionsOf(prepared)) {
    if (!findCatalogueAction(point.set.catalogue, resource.type, question.action)) continue;
    point.sink.record({
      profileId: ctx.profileId,
      subject,
      circumstances,
      type: resource.type,
      id: resource.id,
      action: question.action,
      decision: decide(point.set, question),
      ...(isOverlaid ? { sentTags: resource.tags } : {}),
    });
  }
}
